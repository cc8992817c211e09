/// What the charm writes.
#[databag]
#[derive(Debug)]
struct Request {
    database: String,
    #[databag(name = "extra-user-roles")]
    roles: Option<String>,
    #[cfg(feature = "limits")]
    connections: u32,
}
