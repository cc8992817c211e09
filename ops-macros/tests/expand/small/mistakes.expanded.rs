/// In each item a mistake or two: the item stays as it was written, and what is generated for it has the right types.
struct Config {
    port: u16,
    level: String,
    prot: Option<u16>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    impl ::ops::__private::FromConfig for Config {
        fn from_config(
            values: &::ops::config::Values,
        ) -> ::core::result::Result<Self, ::ops::__private::ConfigError> {
            let _ = values;
            ::ops::__private::absent()
        }
    }
};
::core::compile_error! {
    "[OPS0304] unknown argument `nam`\n = help: did you mean `name`?"
}
::core::compile_error! {
    "[OPS0205] this charm has no config option `prot`\n  --> tests/expand/small/charmcraft.yaml:19:5\n   |\n17 | config:\n...\n19 |     port:\n   |     ^^^^\n   = help: there is an option `port`: name the field after it, or write `#[config(name = \"port\")]`"
}
struct GetPassword {
    username: String,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    impl ::ops::__private::ActionParams for GetPassword {
        fn from_params(
            params: &::ops::__private::Params,
        ) -> ::core::result::Result<Self, ::ops::__private::ParamsError> {
            let _ = params;
            ::ops::__private::absent()
        }
    }
};
::core::compile_error! {
    "[OPS0204] this charm has no action `get-pasword`\n  --> tests/expand/small/charmcraft.yaml:27:3\n   |\n27 |   get-password:\n   |   ^^^^^^^^^^^^\n   = help: there is an action `get-password`"
}
#[derive(::ops::__private::serde::Serialize, ::ops::__private::serde::Deserialize)]
#[serde(crate = "::ops::__private::serde")]
struct State(u32);
const _: () = {
    impl ::ops::__private::StoredState for State {
        fn initial() -> Self {
            ::ops::__private::absent()
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn state_survives() {
    ::ops::__private::survives::<State>();
}
::core::compile_error! {
    "[OPS0304] unknown argument `kept`\n = help: there are `allow`, `crate`, `deny`, `forbid`, `from_python`, `metadata`, `migrate`, `test`, `version` and `warn`"
}
::core::compile_error! {
    "[OPS0305] `#[stored_state]` needs fields with names: each stands for one"
}
struct WebApp {
    config: Config,
    again: Config,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    ///The endpoints that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct WebAppEndpoints {
        ///`db`: requires, interface `postgresql_client` (charmcraft.yaml, line 14).
        db: ::ops::Endpoint<::ops::Requires>,
    }
    ///The containers that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct WebAppContainers {}
    ///The storages that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct WebAppStorages {}
    ///The actions that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct WebAppActions {
        ///`restart` (charmcraft.yaml, line 25).
        restart: ::ops::ActionName,
        ///`get-password` (charmcraft.yaml, line 27).
        get_password: ::ops::ActionName,
    }
    ///The config options that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct WebAppOptions {
        ///`port` (charmcraft.yaml, line 19).
        port: ::ops::OptionName,
    }
    #[allow(dead_code)]
    impl WebApp {
        ///The endpoints that the charm's metadata declares.
        const ENDPOINTS: WebAppEndpoints = WebAppEndpoints {
            db: <::ops::Endpoint<::ops::Requires>>::new("db"),
        };
        ///The containers that the charm's metadata declares.
        const CONTAINERS: WebAppContainers = WebAppContainers {};
        ///The storages that the charm's metadata declares.
        const STORAGES: WebAppStorages = WebAppStorages {};
        ///The actions that the charm's metadata declares.
        const ACTIONS: WebAppActions = WebAppActions {
            restart: <::ops::ActionName>::new("restart"),
            get_password: <::ops::ActionName>::new("get-password"),
        };
        ///The config options that the charm's metadata declares.
        const OPTIONS: WebAppOptions = WebAppOptions {
            port: <::ops::OptionName>::new("port"),
        };
    }
    #[allow(dead_code)]
    impl WebApp {
        #[doc(hidden)]
        pub const OPS_METADATA: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "tests/expand/small",
        );
    }
    impl ::ops::__private::CharmStruct for WebApp {
        const NAME: &'static str = "small";
        const METADATA: &'static str = "tests/expand/small";
        const EVENTS: &'static [&'static str] = &[
            "config-changed",
            "db-relation-broken",
            "db-relation-changed",
            "db-relation-created",
            "db-relation-departed",
            "db-relation-joined",
            "install",
            "leader-elected",
            "leader-settings-changed",
            "remove",
            "secret-changed",
            "secret-expired",
            "secret-remove",
            "secret-rotate",
            "start",
            "stop",
            "update-status",
            "upgrade-charm",
            "action:get-password",
            "action:restart",
        ];
        const STATE: ::ops::__private::StateLocation = ::ops::__private::StateLocation::Juju;
        const HAS_STORED_STATE: bool = false;
        const ON_BAD_CONFIG: ::ops::__private::OnBadConfig = if false {
            ::ops::__private::OnBadConfig::Fail
        } else {
            ::ops::__private::OnBadConfig::Block
        };
        fn build(
            parts: &::ops::__private::Parts<'_>,
        ) -> ::core::result::Result<Self, ::ops::__private::BuildError> {
            let _ = parts;
            ::core::result::Result::Ok(Self {
                config: parts.config()?,
                again: parts.config()?,
            })
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn web_app_has_its_metadata() {
    ::ops::__private::has_metadata(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", "tests/expand/small"),
        &[
            ("metadata.yaml", ::core::option::Option::None),
            ("src/metadata.yaml", ::core::option::Option::None),
            ("config.yaml", ::core::option::Option::None),
            ("src/config.yaml", ::core::option::Option::None),
            ("actions.yaml", ::core::option::Option::None),
            ("src/actions.yaml", ::core::option::Option::None),
            ("manifest.yaml", ::core::option::Option::None),
            ("src/manifest.yaml", ::core::option::Option::None),
            (
                "charmcraft.yaml",
                ::core::option::Option::Some(
                    ::core::include_bytes!(
                        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
                    ),
                ),
            ),
        ],
    );
}
::core::compile_error! {
    "[OPS0304] unknown argument `stat`\n = help: did you mean `state`?"
}
::core::compile_error! {
    "[OPS0305] a charm has one `#[config]` field, and `config` is it\n = help: give the type of that one more fields"
}
/// Half of the handlers are wrong; the others are in the table.
impl WebApp {
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn install(&mut self, cx: &Context) {}
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        self.helper(event)
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    async fn start(self, cx: &mut Context) {}
    #[cfg(unix)]
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        clippy::unnecessary_wraps
    )]
    fn install_again(&mut self, cx: &Context) {}
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
::core::compile_error! {
    "[OPS0304] unknown lint `unhandled_acton`\n = help: did you mean `unhandled_action`?"
}
::core::compile_error! {
    "[OPS0207] Juju has no event `instal`\n = help: there is an event `install`"
}
::core::compile_error! {
    "[OPS0201] this charm has no endpoint `bd`\n  --> tests/expand/small/charmcraft.yaml:14:3\n   |\n13 | requires:\n14 |   db:\n   |   ^^\n   = help: there is an endpoint `db`"
}
::core::compile_error! {
    "[OPS0301] a handler is not async: a hook is one run, and its calls are made one by one\n = help: fn start(&mut self, cx: &Context, event: Start) -> ops::Result\n         (the event may be left out where it is of no use)"
}
::core::compile_error! {
    "[OPS0301] a handler's first parameter is `&self` or `&mut self`\n = help: fn start(&mut self, cx: &Context, event: Start) -> ops::Result\n         (the event may be left out where it is of no use)"
}
::core::compile_error! {
    "[OPS0301] a handler's second parameter is `cx: &Context`\n = help: fn start(&mut self, cx: &Context, event: Start) -> ops::Result\n         (the event may be left out where it is of no use)"
}
#[cfg(unix)]
::core::compile_error! {
    "[OPS0302] `install` is handled by `install` already\n = help: an event has one handler: call the one from the other, or do both in one"
}
