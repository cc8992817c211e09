/// An option of each type, with a default and without.
#[derive(Debug)]
struct Config {
    /// Where the server listens.
    port: u16,
    workers: Option<NonZeroU8>,
    level: LogLevel,
    motto: Option<String>,
    sample_rate: f64,
    debug: bool,
    #[cfg(feature = "admin")]
    admin_password: Option<SecretId>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
    );
    ::ops::__private::option_reader!(
        WorkersOption Int optional "workers"
        "[OPS0401] the option `workers` has type `int`: a field of type `{Self}` cannot hold it\n  --> tests/expand/every_kind/charmcraft.yaml:44:13\n   |\n43 |     workers:\n44 |       type: int\n   |             ^^^\n   = help: it goes into an integer type or its `NonZero`; a type of your own implements `ConfigValue<kind::Int>`"
        "cannot hold an `int` that may be missing"
    );
    ::ops::__private::option_reader!(
        LogLevelOption String required "log-level"
        "[OPS0401] the option `log-level` has type `string`: a field of type `{Self}` cannot hold it\n  --> tests/expand/every_kind/charmcraft.yaml:47:13\n   |\n46 |     log-level:\n47 |       type: string\n   |             ^^^^^^\n   = help: it goes into a `String`, and into any type that is `FromStr` (with an error that is `Display`)"
        "cannot hold a `string`"
    );
    impl ::ops::__private::FromConfig for Config {
        fn from_config(
            values: &::ops::config::Values,
        ) -> ::core::result::Result<Self, ::ops::__private::ConfigError> {
            let _ = values;
            let field_0 = values.required::<::ops::config::kind::Int, _>("port");
            let field_1 = WorkersOption::read(values);
            let field_2 = LogLevelOption::read(values);
            let field_3 = values.optional::<::ops::config::kind::String, _>("motto");
            let field_4 = values
                .required::<::ops::config::kind::Float, _>("sample-rate");
            let field_5 = values.required::<::ops::config::kind::Boolean, _>("debug");
            #[cfg(feature = "admin")]
            let field_6 = values
                .optional::<::ops::config::kind::Secret, _>("admin-password");
            let errors = [
                ::ops::__private::error_of(&field_0),
                ::ops::__private::error_of(&field_1),
                ::ops::__private::error_of(&field_2),
                ::ops::__private::error_of(&field_3),
                ::ops::__private::error_of(&field_4),
                ::ops::__private::error_of(&field_5),
                #[cfg(feature = "admin")]
                ::ops::__private::error_of(&field_6),
            ];
            if let ::core::option::Option::Some(error) = ::ops::__private::config_error(
                errors,
            ) {
                return ::core::result::Result::Err(error);
            }
            ::core::result::Result::Ok(Self {
                port: field_0?,
                workers: field_1?,
                level: field_2?,
                motto: field_3?,
                sample_rate: field_4?,
                debug: field_5?,
                #[cfg(feature = "admin")]
                admin_password: field_6?,
            })
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn config_reads_its_defaults() {
    ::ops::__private::reads_defaults::<
        Config,
    >(
        &[
            [
                "port",
                "the default",
                "8080",
                "tests/expand/every_kind/charmcraft.yaml:41:16",
            ],
            [
                "log-level",
                "the default",
                "\"info\"",
                "tests/expand/every_kind/charmcraft.yaml:48:16",
            ],
            [
                "sample-rate",
                "the default",
                "0.5",
                "tests/expand/every_kind/charmcraft.yaml:55:16",
            ],
            [
                "debug",
                "the default",
                "false",
                "tests/expand/every_kind/charmcraft.yaml:59:16",
            ],
        ],
    );
}
struct NoOptions;
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
    );
    impl ::ops::__private::FromConfig for NoOptions {
        fn from_config(
            values: &::ops::config::Values,
        ) -> ::core::result::Result<Self, ::ops::__private::ConfigError> {
            let _ = values;
            ::core::result::Result::Ok(Self)
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn no_options_reads_its_defaults() {
    ::ops::__private::reads_defaults::<NoOptions>(&[]);
}
