/// A charm with a field of each kind.
#[derive(Debug)]
pub struct WebApp {
    config: Config,
    state: State,
    scratch: Vec<String>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
    );
    ///The endpoints that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppEndpoints {
        ///`db`: requires, interface `postgresql_client` (charmcraft.yaml, line 17).
        pub db: ::ops::Endpoint<::ops::Requires>,
        ///`members`: peers, interface `expanded_peers` (charmcraft.yaml, line 21).
        pub members: ::ops::Endpoint<::ops::Peers, ::ops::Single>,
    }
    ///The containers that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppContainers {
        ///`web` (charmcraft.yaml, line 25).
        pub web: ::ops::Container,
    }
    ///The storages that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppStorages {
        ///`data` (charmcraft.yaml, line 34).
        pub data: ::ops::Storage<::ops::Single>,
    }
    ///The actions that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppActions {
        ///`get-password` (charmcraft.yaml, line 66).
        pub get_password: ::ops::ActionName,
        ///`restart` (charmcraft.yaml, line 77).
        pub restart: ::ops::ActionName,
    }
    ///The config options that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppOptions {
        ///`port` (charmcraft.yaml, line 39).
        pub port: ::ops::OptionName,
        ///`workers` (charmcraft.yaml, line 43).
        pub workers: ::ops::OptionName,
        ///`log-level` (charmcraft.yaml, line 46).
        pub log_level: ::ops::OptionName,
        ///`motto` (charmcraft.yaml, line 50).
        pub motto: ::ops::OptionName,
        ///`sample-rate` (charmcraft.yaml, line 53).
        pub sample_rate: ::ops::OptionName,
        ///`debug` (charmcraft.yaml, line 57).
        pub debug: ::ops::OptionName,
        ///`admin-password` (charmcraft.yaml, line 61).
        pub admin_password: ::ops::OptionName,
    }
    ///The resources that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    pub struct WebAppResources {
        ///`web-image` (charmcraft.yaml, line 29).
        pub web_image: ::ops::Resource,
    }
    #[allow(dead_code)]
    impl WebApp {
        ///The endpoints that the charm's metadata declares.
        pub const ENDPOINTS: WebAppEndpoints = WebAppEndpoints {
            db: <::ops::Endpoint<::ops::Requires>>::new("db"),
            members: <::ops::Endpoint<::ops::Peers, ::ops::Single>>::new("members"),
        };
        ///The containers that the charm's metadata declares.
        pub const CONTAINERS: WebAppContainers = WebAppContainers {
            web: <::ops::Container>::new("web"),
        };
        ///The storages that the charm's metadata declares.
        pub const STORAGES: WebAppStorages = WebAppStorages {
            data: <::ops::Storage<::ops::Single>>::new("data"),
        };
        ///The actions that the charm's metadata declares.
        pub const ACTIONS: WebAppActions = WebAppActions {
            get_password: <::ops::ActionName>::new("get-password"),
            restart: <::ops::ActionName>::new("restart"),
        };
        ///The config options that the charm's metadata declares.
        pub const OPTIONS: WebAppOptions = WebAppOptions {
            port: <::ops::OptionName>::new("port"),
            workers: <::ops::OptionName>::new("workers"),
            log_level: <::ops::OptionName>::new("log-level"),
            motto: <::ops::OptionName>::new("motto"),
            sample_rate: <::ops::OptionName>::new("sample-rate"),
            debug: <::ops::OptionName>::new("debug"),
            admin_password: <::ops::OptionName>::new("admin-password"),
        };
        ///The resources that the charm's metadata declares.
        pub const RESOURCES: WebAppResources = WebAppResources {
            web_image: <::ops::Resource>::new("web-image"),
        };
    }
    #[allow(dead_code)]
    impl WebApp {
        #[doc(hidden)]
        pub const OPS_METADATA: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "tests/expand/every_kind",
        );
    }
    impl ::ops::__private::CharmStruct for WebApp {
        const NAME: &'static str = "expanded";
        const METADATA: &'static str = "tests/expand/every_kind";
        const EVENTS: &'static [&'static str] = &[
            "config-changed",
            "data-storage-attached",
            "data-storage-detaching",
            "db-relation-broken",
            "db-relation-changed",
            "db-relation-created",
            "db-relation-departed",
            "db-relation-joined",
            "install",
            "leader-elected",
            "leader-settings-changed",
            "members-relation-broken",
            "members-relation-changed",
            "members-relation-created",
            "members-relation-departed",
            "members-relation-joined",
            "remove",
            "secret-changed",
            "secret-expired",
            "secret-remove",
            "secret-rotate",
            "start",
            "stop",
            "update-status",
            "upgrade-charm",
            "web-pebble-check-failed",
            "web-pebble-check-recovered",
            "web-pebble-custom-notice",
            "web-pebble-ready",
            "action:get-password",
            "action:restart",
        ];
        const STATE: ::ops::__private::StateLocation = ::ops::__private::StateLocation::Juju;
        const HAS_STORED_STATE: bool = true;
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
                state: parts.stored_state()?,
                scratch: parts.fresh(),
            })
        }
        fn write_state(
            &self,
            text: &mut ::ops::__private::StateText,
        ) -> ::core::result::Result<(), ::ops::__private::StateError> {
            #[allow(unused_imports)]
            use ::ops::__private::Unstored as _;
            ::ops::__private::Stored(&self.state).write(text)
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn web_app_has_its_metadata() {
    ::ops::__private::has_metadata(
        ::core::concat!(
            ::core::env!("CARGO_MANIFEST_DIR"), "/", "tests/expand/every_kind"
        ),
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
                        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
                    ),
                ),
            ),
        ],
    );
}
