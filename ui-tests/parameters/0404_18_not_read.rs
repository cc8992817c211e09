use ops::prelude::*;

enum Level {
    Low,
    High,
}

const LEVELS: [Level; 2] = [Level::Low, Level::High];

#[action("tune", allow(unused_parameter))]
struct Params {
    level: Level,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "tune")]
    fn tune(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.level;
        Ok(())
    }
}

ops::main!(WebApp);
