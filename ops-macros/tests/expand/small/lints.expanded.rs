/// Of two actions and an endpoint, for which there is no handler, one is allowed, one a warning, one an error.
#[allow(deprecated)]
impl WebApp {
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn install(&mut self, cx: &Context) {}
}
const _: () = {
    #[allow(unused_imports)]
    use on as _;
    impl ::ops::__private::Charm for WebApp {
        const HANDLERS: &'static [::ops::__private::Handler<Self>] = &[
            ::ops::__private::Handler::new(
                "install",
                |charm, call| call.plain(|cx| Self::install(charm, call.context(cx))),
            ),
        ];
    }
    #[allow(unused_imports)]
    use ::ops::__private::Facts as _;
    const _: () = ::ops::__private::same_metadata(
        <WebApp>::OPS_METADATA,
        "tests/expand/small",
    );
};
const _: &[u8] = ::core::include_bytes!(
    "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
);
#[allow(deprecated)]
const _: () = {
    #[deprecated(
        note = "[OPS0501] no handler is for the action `get-password`\n  --> tests/expand/small/charmcraft.yaml:27:3\n   |\n27 |   get-password:\n   |   ^^^^^^^^^^^^\n   = help: write one: `#[on(action = \"get-password\")]`\n   = help: or say that it needs none: `#[charm(allow(unhandled_action = \"get-password\"))]`"
    )]
    const fn ops0501() {}
    ops0501()
};
#[allow(deprecated)]
const _: () = {
    #[allow(dead_code, non_camel_case_types, non_upper_case_globals)]
    trait ops0503 {
        const OPS_SEES_db: () = ::core::panic!(
            "{}",
            "[OPS0503] no handler is for the endpoint `db`\n  --> tests/expand/small/charmcraft.yaml:14:3\n   |\n14 |   db:\n   |   ^^\n   = help: write one: `#[on(relation_changed = \"db\")]`\n   = help: or say that it needs none: `#[charm(allow(unhandled_endpoint = \"db\"))]`"
        );
    }
    impl ops0503 for WebApp {}
    <WebApp>::OPS_SEES_db
};
