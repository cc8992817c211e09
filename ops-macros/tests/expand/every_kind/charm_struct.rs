/// A charm with a field of each kind.
#[charm]
#[derive(Debug)]
pub struct WebApp {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
    scratch: Vec<String>,
}
