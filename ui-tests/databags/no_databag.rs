use ops::prelude::*;

#[databag(schema = "databags/requirer.json", of = "unit")]
struct Unit {
    state: String,
}

#[databag(schema = "databags/silent.json")]
struct Silent {
    state: String,
}

fn main() {}
