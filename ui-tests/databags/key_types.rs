use ops::prelude::*;

type Endpoints = Vec<String>;

#[databag(schema = "databags/provider.json", of = "app", read_only)]
struct Provider {
    endpoints: Endpoints,
    port: Option<String>,
    tls: Option<u8>,
    databases: String,
    title: String,
}

fn main() {}
