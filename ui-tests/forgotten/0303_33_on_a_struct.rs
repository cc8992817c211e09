use ops::prelude::*;

#[charm]
struct WebApp;

#[on(action = "get-password")]
struct GetPassword {
    username: String,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        let _: Option<GetPassword> = None::<GetPassword>.filter(|params| !params.username.is_empty());
        Ok(())
    }
}

ops::main!(WebApp);
