use ops::prelude::*;

struct WebApp;

impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

#[on(start)]
fn start() {}

fn main() {
    // Both are still there.
    let _ = WebApp::install;
    start();
}
