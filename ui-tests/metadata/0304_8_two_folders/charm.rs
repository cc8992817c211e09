//! The struct and the `impl` each read other metadata.

use ops::prelude::*;

#[charm(metadata = "metadata/0304_8_two_folders/other")]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "website")]
    fn changed(&mut self, _cx: &Context) {}
}

#[charm]
struct Other;

#[charm(metadata = "metadata/0304_8_two_folders/other")]
impl Other {
    #[on(relation_changed = "website")]
    fn changed(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = (ops::__private::main::<WebApp>, ops::__private::main::<Other>);
}
