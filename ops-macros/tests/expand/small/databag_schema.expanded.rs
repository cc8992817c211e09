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
    #[allow(unused_imports)]
    use ::ops::__private::{self as __ops, Unknown as _};
    const _: () = {
        __ops::reads_key(
            <__ops::Of<String>>::KNOWN,
            __ops::json::STRING,
            false,
            "[OPS0406] the key `database` is of type `string`: not what this field reads and writes\n --> tests/expand/small/requirer.json:6:23\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                       ^^^^^^^^^^\n  = help: it goes into a `String`, or a type of your own that reads from a string",
        );
        __ops::writes_key(
            <__ops::Of<String>>::KNOWN,
            __ops::json::STRING,
            "[OPS0406] the key `database` is of type `string`: not what this field reads and writes\n --> tests/expand/small/requirer.json:6:23\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                       ^^^^^^^^^^\n  = help: it goes into a `String`, or a type of your own that reads from a string",
        );
        __ops::is_option(
            <__ops::Of<String>>::IS_OPTION,
            false,
            "[OPS0407] the schema requires the key `database`: its field is no `Option`\n --> tests/expand/small/requirer.json:6:23\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                       ^^^^^^^^^^",
        );
    };
    const _: () = {
        __ops::reads_key(
            <__ops::Of<Option<String>>>::KNOWN,
            __ops::json::STRING,
            false,
            "[OPS0406] the key `extra-user-roles` is of type `string`: not what this field reads and writes\n --> tests/expand/small/requirer.json:6:57\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                                                         ^^^^^^^^^^^^^^^^^^\n  = help: it goes into a `String`, or a type of your own that reads from a string",
        );
        __ops::writes_key(
            <__ops::Of<Option<String>>>::KNOWN,
            __ops::json::STRING,
            "[OPS0406] the key `extra-user-roles` is of type `string`: not what this field reads and writes\n --> tests/expand/small/requirer.json:6:57\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                                                         ^^^^^^^^^^^^^^^^^^\n  = help: it goes into a `String`, or a type of your own that reads from a string",
        );
        __ops::is_option(
            <__ops::Of<Option<String>>>::IS_OPTION,
            true,
            "[OPS0407] the key `extra-user-roles` may be missing: its field is an `Option`\n --> tests/expand/small/requirer.json:6:57\n  |\n6 |       \"properties\": { \"database\": { \"type\": \"string\" }, \"extra-user-roles\": { \"type\": \"string\" } },\n  |                                                         ^^^^^^^^^^^^^^^^^^\n  = help: or say what it is then: `#[serde(default)]`",
        );
    };
};
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/requirer.json"
    );
};
