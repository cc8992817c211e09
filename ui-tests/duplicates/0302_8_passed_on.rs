use ops::prelude::*;

macro_rules! handlers {
    ($($method:ident)*) => {
        #[charm]
        impl WebApp {
            $(
                #[on(relation_broken = "db")]
                fn $method(&mut self, _cx: &Context) {}
            )*
        }
    };
}

#[charm]
struct WebApp;

handlers!(broken gone);

ops::main!(WebApp);
