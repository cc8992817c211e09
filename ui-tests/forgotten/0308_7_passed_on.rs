use ops::prelude::*;

struct Servers(u8);

macro_rules! charm {
    ($field:ident: $type:ty) => {
        #[charm]
        struct WebApp {
            $field: $type,
        }
    };
}

charm!(servers: Servers);

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        self.servers.0 += 1;
        Ok(())
    }
}

ops::main!(WebApp);
