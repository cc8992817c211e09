//! A charm that imports each attribute by name: none of them is unused.
#![deny(unused_imports)]

use ops::prelude::{Context, charm, on};

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) {}

    #[ops::on(start)]
    fn start(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
