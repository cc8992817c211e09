/// What the requirer writes, as its schema says.
#[databag(schema = "tests/expand/small/requirer.json")]
struct Request {
    database: String,
    extra_user_roles: Option<String>,
    #[databag(additional)]
    zone: Option<String>,
}
