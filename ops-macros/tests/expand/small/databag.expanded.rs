#[derive(::ops::__private::serde::Serialize, ::ops::__private::serde::Deserialize)]
#[serde(crate = "::ops::__private::serde")]
/// What the charm writes.
#[derive(Debug)]
struct Request {
    database: String,
    #[serde(rename = "extra-user-roles")]
    roles: Option<String>,
    #[cfg(feature = "limits")]
    connections: u32,
}
