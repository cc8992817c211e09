use ops::prelude::*;

#[charm]
struct WebApp<'a> {
    name: &'a str,
}

fn main() {
    let _ = WebApp { name: "web" }.name;
}
