use ops::prelude::*;

#[databag(schema = "databags/broken.json")]
struct Broken {
    endpoints: String,
}

#[databag(schema = "databags/no_json.json")]
struct NoJson {
    endpoints: String,
}

fn main() {}
