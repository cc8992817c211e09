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
    impl ::ops::__private::FromConfig for Config {
        fn from_config(
            values: &::ops::config::Values,
        ) -> ::core::result::Result<Self, ::ops::__private::ConfigError> {
            let _ = values;
            let field_0 = values.required::<::ops::config::kind::Int, _>("port");
            let field_1 = values.optional::<::ops::config::kind::Int, _>("workers");
            let field_2 = values.required::<::ops::config::kind::String, _>("log-level");
            let field_3 = values.optional::<::ops::config::kind::String, _>("motto");
            let field_4 = values
                .required::<::ops::config::kind::Float, _>("sample-rate");
            let field_5 = values.required::<::ops::config::kind::Boolean, _>("debug");
            #[cfg(feature = "admin")]
            let field_6 = values
                .optional::<::ops::config::kind::Secret, _>("admin-password");
            let errors = [
                ::core::result::Result::as_ref(&field_0).err(),
                ::core::result::Result::as_ref(&field_1).err(),
                ::core::result::Result::as_ref(&field_2).err(),
                ::core::result::Result::as_ref(&field_3).err(),
                ::core::result::Result::as_ref(&field_4).err(),
                ::core::result::Result::as_ref(&field_5).err(),
                #[cfg(feature = "admin")]
                ::core::result::Result::as_ref(&field_6).err(),
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
