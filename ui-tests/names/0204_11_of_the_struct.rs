use ops::prelude::*;

#[action("get-pasword", allow(unused_parameter))]
struct GetPassword {
    username: String,
}

fn greet(params: &GetPassword) -> &str {
    &params.username
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
