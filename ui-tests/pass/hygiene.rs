//! A charm whose own names are those that generated code might want.

use ops::prelude::{Context, charm, config, stored_state};

#[allow(dead_code)]
struct Result;
#[allow(dead_code)]
struct Option;
#[allow(dead_code)]
struct String;
#[allow(dead_code)]
struct Vec;
#[allow(dead_code)]
struct Some;
#[allow(dead_code)]
struct Ok;
#[allow(dead_code)]
struct Err;
#[allow(dead_code)]
mod core {}
#[allow(dead_code)]
mod std {}

#[config]
struct Config {
    port: u16,
}

#[stored_state]
struct State {
    values: u32,
}

#[charm]
struct Endpoints {
    #[config]
    parts: Config,
    #[stored_state]
    call: State,
}

#[charm]
impl Endpoints {
    #[ops::on(install)]
    fn event(&mut self, _cx: &Context) {
        self.call.values += u32::from(self.parts.port);
    }
}

fn main() {
    let _ = ops::__private::main::<Endpoints>;
}
