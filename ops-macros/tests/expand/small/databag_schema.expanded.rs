#[derive(::ops::__private::serde::Serialize, ::ops::__private::serde::Deserialize)]
#[serde(crate = "::ops::__private::serde")]
/// What the requirer writes, as its schema says.
struct Request {
    database: String,
    #[serde(rename = "extra-user-roles")]
    extra_user_roles: Option<String>,
    zone: Option<String>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/requirer.json"
    );
};
