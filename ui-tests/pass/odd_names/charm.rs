//! Names that are no identifiers, in a file with the line ends of Windows.

#![deny(warnings)]

use ops::prelude::*;

#[config]
struct Config {
    été: String,
    #[config(name = "²x")]
    x: u8,
    #[config(name = "two words")]
    two_words: bool,
    #[config(name = "Upper")]
    upper: f64,
}

#[charm]
#[allow(deprecated)] // `a-b` and `a_b` are one name in code, which is what is tried here.
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(relation_changed = "gen", relation_changed = "self", relation_changed = "a_b")]
    fn changed(&mut self, _cx: &Context) {
        let _ = (Self::ENDPOINTS.r#type, Self::ENDPOINTS.r#gen, Self::ENDPOINTS._self, Self::ENDPOINTS.new);
        let _ = (Self::ENDPOINTS.a_b, Self::OPTIONS.été, Self::OPTIONS.two_words, Self::OPTIONS.Upper);
        let _ = (&self.config.été, self.config.x, self.config.two_words, self.config.upper);
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
