/// What the charm writes.
#[derive(Debug)]
#[derive(::ops::__private::serde::Serialize, ::ops::__private::serde::Deserialize)]
#[serde(crate = "::ops::__private::serde")]
struct Request {
    database: String,
    #[serde(rename = "extra-user-roles")]
    roles: Option<String>,
    #[cfg(feature = "limits")]
    connections: u32,
}
