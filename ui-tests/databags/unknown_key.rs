use ops::prelude::*;

#[databag(schema = "databags/requirer.json")]
struct Request {
    databse: String,
    extra_user_roles: Option<String>,
}

fn main() {}
