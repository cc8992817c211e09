/// A field of each kind under a condition, and state in a file.
struct Conditional {
    #[cfg(feature = "config")]
    config: Config,
    #[cfg(feature = "state")]
    state: State,
    #[cfg(unix)]
    scratch: Vec<String>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    ///The endpoints that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct ConditionalEndpoints {
        ///`db`: requires, interface `postgresql_client` (charmcraft.yaml, line 14).
        db: ::ops::Endpoint<::ops::Requires>,
    }
    ///The containers that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct ConditionalContainers {}
    ///The storages that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct ConditionalStorages {}
    ///The actions that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct ConditionalActions {
        ///`restart` (charmcraft.yaml, line 25).
        restart: ::ops::ActionName,
        ///`get-password` (charmcraft.yaml, line 27).
        get_password: ::ops::ActionName,
    }
    ///The config options that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct ConditionalOptions {
        ///`port` (charmcraft.yaml, line 19).
        port: ::ops::OptionName,
    }
    #[allow(dead_code)]
    impl Conditional {
        ///The endpoints that the charm's metadata declares.
        const ENDPOINTS: ConditionalEndpoints = ConditionalEndpoints {
            db: <::ops::Endpoint<::ops::Requires>>::new("db"),
        };
        ///The containers that the charm's metadata declares.
        const CONTAINERS: ConditionalContainers = ConditionalContainers {};
        ///The storages that the charm's metadata declares.
        const STORAGES: ConditionalStorages = ConditionalStorages {};
        ///The actions that the charm's metadata declares.
        const ACTIONS: ConditionalActions = ConditionalActions {
            restart: <::ops::ActionName>::new("restart"),
            get_password: <::ops::ActionName>::new("get-password"),
        };
        ///The config options that the charm's metadata declares.
        const OPTIONS: ConditionalOptions = ConditionalOptions {
            port: <::ops::OptionName>::new("port"),
        };
    }
    #[allow(dead_code)]
    impl Conditional {
        #[doc(hidden)]
        pub const OPS_METADATA: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "tests/expand/small",
        );
    }
    impl ::ops::__private::CharmStruct for Conditional {
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
        const STATE: ::ops::__private::StateLocation = ::ops::__private::StateLocation::Local;
        const HAS_STORED_STATE: bool = ::core::cfg!(any(all(all(feature = "state"))));
        const ON_BAD_CONFIG: ::ops::__private::OnBadConfig = if ::core::cfg!(
            any(all(all(feature = "config")))
        ) {
            ::ops::__private::OnBadConfig::Fail
        } else {
            ::ops::__private::OnBadConfig::Block
        };
        fn build(
            parts: &::ops::__private::Parts<'_>,
        ) -> ::core::result::Result<Self, ::ops::__private::BuildError> {
            let _ = parts;
            ::core::result::Result::Ok(Self {
                #[cfg(feature = "config")]
                config: parts.config()?,
                #[cfg(feature = "state")]
                state: parts.stored_state()?,
                #[cfg(unix)]
                scratch: parts.fresh(),
            })
        }
        fn write_state(
            &self,
            text: &mut ::ops::__private::StateText,
        ) -> ::core::result::Result<(), ::ops::__private::StateError> {
            #[allow(unused_imports)]
            use ::ops::__private::Unstored as _;
            #[cfg(feature = "state")]
            { ::ops::__private::Stored(&self.state).write(text) }
            #[cfg(not(any(all(all(feature = "state")))))]
            {
                let _ = text;
                ::core::result::Result::Ok(())
            }
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn conditional_has_its_metadata() {
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
/// A charm that is told of the options that do not decode.
struct Patient {
    config: Result<Config, ConfigError>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    ///The endpoints that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct PatientEndpoints {
        ///`db`: requires, interface `postgresql_client` (charmcraft.yaml, line 14).
        db: ::ops::Endpoint<::ops::Requires>,
    }
    ///The containers that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct PatientContainers {}
    ///The storages that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct PatientStorages {}
    ///The actions that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct PatientActions {
        ///`restart` (charmcraft.yaml, line 25).
        restart: ::ops::ActionName,
        ///`get-password` (charmcraft.yaml, line 27).
        get_password: ::ops::ActionName,
    }
    ///The config options that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct PatientOptions {
        ///`port` (charmcraft.yaml, line 19).
        port: ::ops::OptionName,
    }
    #[allow(dead_code)]
    impl Patient {
        ///The endpoints that the charm's metadata declares.
        const ENDPOINTS: PatientEndpoints = PatientEndpoints {
            db: <::ops::Endpoint<::ops::Requires>>::new("db"),
        };
        ///The containers that the charm's metadata declares.
        const CONTAINERS: PatientContainers = PatientContainers {};
        ///The storages that the charm's metadata declares.
        const STORAGES: PatientStorages = PatientStorages {};
        ///The actions that the charm's metadata declares.
        const ACTIONS: PatientActions = PatientActions {
            restart: <::ops::ActionName>::new("restart"),
            get_password: <::ops::ActionName>::new("get-password"),
        };
        ///The config options that the charm's metadata declares.
        const OPTIONS: PatientOptions = PatientOptions {
            port: <::ops::OptionName>::new("port"),
        };
    }
    #[allow(dead_code)]
    impl Patient {
        #[doc(hidden)]
        pub const OPS_METADATA: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "tests/expand/small",
        );
    }
    impl ::ops::__private::CharmStruct for Patient {
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
                config: parts.config_result()?,
            })
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn patient_has_its_metadata() {
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
/// A charm that keeps nothing.
struct Stateless;
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/small/charmcraft.yaml"
    );
    ///The endpoints that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct StatelessEndpoints {
        ///`db`: requires, interface `postgresql_client` (charmcraft.yaml, line 14).
        db: ::ops::Endpoint<::ops::Requires>,
    }
    ///The containers that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct StatelessContainers {}
    ///The storages that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct StatelessStorages {}
    ///The actions that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct StatelessActions {
        ///`restart` (charmcraft.yaml, line 25).
        restart: ::ops::ActionName,
        ///`get-password` (charmcraft.yaml, line 27).
        get_password: ::ops::ActionName,
    }
    ///The config options that the charm's metadata declares.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(dead_code)]
    struct StatelessOptions {
        ///`port` (charmcraft.yaml, line 19).
        port: ::ops::OptionName,
    }
    #[allow(dead_code)]
    impl Stateless {
        ///The endpoints that the charm's metadata declares.
        const ENDPOINTS: StatelessEndpoints = StatelessEndpoints {
            db: <::ops::Endpoint<::ops::Requires>>::new("db"),
        };
        ///The containers that the charm's metadata declares.
        const CONTAINERS: StatelessContainers = StatelessContainers {};
        ///The storages that the charm's metadata declares.
        const STORAGES: StatelessStorages = StatelessStorages {};
        ///The actions that the charm's metadata declares.
        const ACTIONS: StatelessActions = StatelessActions {
            restart: <::ops::ActionName>::new("restart"),
            get_password: <::ops::ActionName>::new("get-password"),
        };
        ///The config options that the charm's metadata declares.
        const OPTIONS: StatelessOptions = StatelessOptions {
            port: <::ops::OptionName>::new("port"),
        };
    }
    #[allow(dead_code)]
    impl Stateless {
        #[doc(hidden)]
        pub const OPS_METADATA: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "tests/expand/small",
        );
    }
    impl ::ops::__private::CharmStruct for Stateless {
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
            ::core::result::Result::Ok(Self)
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn stateless_has_its_metadata() {
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
