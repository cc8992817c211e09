/// A field of each kind under a condition, and state in a file.
#[charm(state = "local")]
struct Conditional {
    #[cfg(feature = "config")]
    #[config(on_error = "fail")]
    config: Config,
    #[cfg(feature = "state")]
    #[stored_state]
    state: State,
    #[cfg(unix)]
    scratch: Vec<String>,
}

/// A charm that is told of the options that do not decode.
#[charm]
struct Patient {
    #[config(on_error = "handle")]
    config: Result<Config, ConfigError>,
}

/// A charm that keeps nothing.
#[charm]
struct Stateless;
