#![deny(warnings)]

use ops::prelude::*;

#[charm]
struct Loud;

#[charm]
#[allow(deprecated)]
struct Quiet;

#[charm]
impl Loud {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context) {}
}

#[charm]
impl Quiet {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = (ops::__private::main::<Loud>, ops::__private::main::<Quiet>);
}
