#[derive(::ops::__private::serde::Serialize, ::ops::__private::serde::Deserialize)]
#[serde(crate = "::ops::__private::serde")]
/// What the charm remembers.
#[derive(Debug)]
struct State {
    #[serde(default)]
    schema_version: Option<u32>,
    #[cfg(feature = "peers")]
    #[serde(default)]
    peers: BTreeMap<UnitName, String>,
}
const _: () = {
    impl ::ops::__private::StoredState for State {
        fn initial() -> Self {
            Self {
                schema_version: ::core::default::Default::default(),
                #[cfg(feature = "peers")]
                peers: ::core::default::Default::default(),
            }
        }
    }
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn state_survives() {
    ::ops::__private::survives::<State>();
}
