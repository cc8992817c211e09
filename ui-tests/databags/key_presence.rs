use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "app")]
struct Provider {
    endpoints: Option<String>,
    read_only_endpoints: String,
    port: u16,
    databases: Vec<String>,
    title: ops::databag::Json<String>,
}

fn main() {}
