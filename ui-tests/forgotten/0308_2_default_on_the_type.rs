use ops::prelude::*;

struct Servers(u8);

#[charm]
struct WebApp {
    servers: Servers,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        self.servers.0 += 1;
        Ok(())
    }
}

ops::main!(WebApp);
