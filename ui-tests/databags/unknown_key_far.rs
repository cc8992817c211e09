use ops::prelude::*;

#[databag(schema = "databags/requirer.json", read_only)]
struct Request {
    #[databag(name = "colour")]
    paint: Option<String>,
}

fn main() {}
