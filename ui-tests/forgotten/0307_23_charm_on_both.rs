struct WebApp;

impl WebApp {
    fn new() -> Self {
        Self
    }
}

const _: fn() -> WebApp = WebApp::new;

ops::main!(WebApp);
