use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "app", read_only)]
struct Provider {
    port: u8,
}

fn main() {}
