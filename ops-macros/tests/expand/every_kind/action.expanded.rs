/// A parameter that is required, one with a default and one that can be absent.
#[derive(Debug)]
struct GetPassword {
    user: String,
    rotate: bool,
    #[cfg(feature = "validity")]
    valid_for: Option<u32>,
}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
    );
    #[allow(dead_code)]
    impl GetPassword {
        #[doc(hidden)]
        pub const OPS_ACTION: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "get-password",
        );
    }
    impl ::ops::__private::ActionParams for GetPassword {
        fn from_params(
            params: &::ops::__private::Params,
        ) -> ::core::result::Result<Self, ::ops::__private::ParamsError> {
            let _ = params;
            let field_0 = params.required("username");
            let field_1 = params.required("rotate");
            #[cfg(feature = "validity")]
            let field_2 = params.optional("valid-for");
            let errors = [
                ::ops::__private::error_of(&field_0),
                ::ops::__private::error_of(&field_1),
                #[cfg(feature = "validity")]
                ::ops::__private::error_of(&field_2),
            ];
            if let ::core::option::Option::Some(error) = ::ops::__private::params_error(
                errors,
            ) {
                return ::core::result::Result::Err(error);
            }
            ::core::result::Result::Ok(Self {
                user: field_0?,
                rotate: field_1?,
                #[cfg(feature = "validity")]
                valid_for: field_2?,
            })
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn get_password_reads_its_examples() {
    ::ops::__private::reads_examples::<
        GetPassword,
    >(
        &[
            [
                "rotate",
                "the default",
                "false",
                "tests/expand/every_kind/charmcraft.yaml:73:18",
            ],
        ],
    );
}
struct Restart {}
const _: () = {
    const _: &[u8] = ::core::include_bytes!(
        "$CARGO_MANIFEST_DIR/tests/expand/every_kind/charmcraft.yaml"
    );
    #[allow(dead_code)]
    impl Restart {
        #[doc(hidden)]
        pub const OPS_ACTION: ::core::option::Option<&'static str> = ::core::option::Option::Some(
            "restart",
        );
    }
    impl ::ops::__private::ActionParams for Restart {
        fn from_params(
            params: &::ops::__private::Params,
        ) -> ::core::result::Result<Self, ::ops::__private::ParamsError> {
            let _ = params;
            ::core::result::Result::Ok(Self {})
        }
    }
};
