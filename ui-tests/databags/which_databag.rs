use ops::prelude::*;

#[databag(schema = "databags/provider.json")]
struct Provider {
    endpoints: String,
}

fn main() {}
