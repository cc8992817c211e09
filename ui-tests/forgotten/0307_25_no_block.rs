use ops::prelude::*;

#[charm]
struct WebApp;

fn endpoint() -> Endpoint<Requires, Single> {
    WebApp::ENDPOINTS.db
}

const _: fn() -> Endpoint<Requires, Single> = endpoint;

ops::main!(WebApp);
