use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "app")]
struct Provider {
    endpoints: String,
}

fn main() {}
