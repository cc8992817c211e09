use ops::prelude::*;

#[charm]
struct WebApp;

fn endpoint() -> Endpoint<Requires> {
    WebApp::ENDPOINTS.db
}

const _: fn() -> Endpoint<Requires> = endpoint;

ops::main!(WebApp);
