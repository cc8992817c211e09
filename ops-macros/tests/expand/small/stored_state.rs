/// What the charm remembers.
#[stored_state]
#[derive(Debug)]
struct State {
    schema_version: Option<u32>,
    #[cfg(feature = "peers")]
    peers: BTreeMap<UnitName, String>,
}
