use ops::prelude::*;

#[databag(of = "app")]
struct NoSchema {
    #[databag(additional)]
    endpoints: String,
}

#[databag(schema = "databags/requirer.json", of = "units")]
struct Request {
    #[databag(additional)]
    database: String,
}

#[config(allow(unused_option))]
struct Config {
    #[config(additional)]
    port: u16,
}

fn main() {}
