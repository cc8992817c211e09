/// Of two actions and an endpoint, for which there is no handler, one is allowed, one a warning, one an error.
#[charm(allow(unhandled_action = "restart"), deny(unhandled_endpoint))]
#[allow(deprecated)]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) {}
}
