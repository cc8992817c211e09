use ops::prelude::*;

macro_rules! parameters {
    ($action:literal, $parameter:ident) => {
        #[action($action, allow(unused_parameter))]
        struct GetPassword {
            $parameter: String,
        }
    };
}

parameters!("get-password", usrname);

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult<String> {
        Ok(params.usrname)
    }
}

ops::main!(WebApp);
