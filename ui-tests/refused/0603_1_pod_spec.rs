use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        cx.set_pod_spec("version: 3")?;
        Ok(())
    }
}

ops::main!(WebApp);
