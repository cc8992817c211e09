use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "app")]
struct Provider {
    endpoints: String,
    port: f64,
    databases: Vec<String>,
    title: ops::databag::Json<String>,
}

fn main() {}
