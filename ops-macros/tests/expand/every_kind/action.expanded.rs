/// A parameter that is required, one with a default and one that can be absent.
#[derive(Debug)]
struct GetPassword {
    user: String,
    rotate: bool,
    #[cfg(feature = "validity")]
    valid_for: Option<u32>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::ops::__private::{self as __ops, Unknown as _};
    const _: () = {
        __ops::holds(
            <__ops::Of<String>>::KNOWN,
            __ops::json::STRING,
            "[OPS0404] the parameter `username` of the action `get-password` is of type `string`: this field cannot hold that\n  --> tests/expand/every_kind/charmcraft.yaml:70:15\n   |\n69 |       username:\n70 |         type: string\n   |               ^^^^^^\n   = help: it goes into a `String`, or a type of your own that reads from a string",
        );
        __ops::is_option(
            <__ops::Of<String>>::IS_OPTION,
            false,
            "[OPS0403] the parameter `username` must be given: its field is no `Option`\n  --> tests/expand/every_kind/charmcraft.yaml:69:7\n   |\n66 |   get-password:\n...\n69 |       username:\n   |       ^^^^^^^^",
        );
    };
    const _: () = {
        __ops::holds(
            <__ops::Of<bool>>::KNOWN,
            __ops::json::BOOLEAN,
            "[OPS0404] the parameter `rotate` of the action `get-password` is of type `boolean`: this field cannot hold that\n  --> tests/expand/every_kind/charmcraft.yaml:72:15\n   |\n71 |       rotate:\n72 |         type: boolean\n   |               ^^^^^^^\n   = help: it goes into `bool`",
        );
        __ops::is_option(
            <__ops::Of<bool>>::IS_OPTION,
            false,
            "[OPS0403] the parameter `rotate` has a default: its field is no `Option`\n  --> tests/expand/every_kind/charmcraft.yaml:71:7\n   |\n66 |   get-password:\n...\n71 |       rotate:\n   |       ^^^^^^",
        );
    };
    #[cfg(feature = "validity")]
    const _: () = {
        __ops::holds(
            <__ops::Of<Option<u32>>>::KNOWN,
            __ops::json::INTEGER,
            "[OPS0404] the parameter `valid-for` of the action `get-password` is of type `integer`: this field cannot hold that\n  --> tests/expand/every_kind/charmcraft.yaml:75:15\n   |\n74 |       valid-for:\n75 |         type: integer\n   |               ^^^^^^^\n   = help: it goes into an integer type",
        );
        __ops::is_option(
            <__ops::Of<Option<u32>>>::IS_OPTION,
            true,
            "[OPS0403] the parameter `valid-for` may be left out: its field is an `Option`\n  --> tests/expand/every_kind/charmcraft.yaml:74:7\n   |\n66 |   get-password:\n...\n74 |       valid-for:\n   |       ^^^^^^^^^\n   = help: or give the parameter a `default:`, or name it under `required:`",
        );
    };
};
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
