use ops::prelude::*;

macro_rules! parameters {
    ($($parameter:ident: $type:ty,)*) => {
        #[action("tune", allow(unused_parameter))]
        struct Params {
            $($parameter: $type,)*
        }
    };
}

parameters! {
    name: String,
    level: u8,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "tune")]
    fn tune(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = (params.name, params.level);
        Ok(())
    }
}

ops::main!(WebApp);
