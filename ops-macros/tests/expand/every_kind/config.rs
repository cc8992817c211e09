/// An option of each type, with a default and without.
#[config]
#[derive(Debug)]
struct Config {
    /// Where the server listens.
    port: u16,
    workers: Option<NonZeroU8>,
    #[config(name = "log-level")]
    level: LogLevel,
    motto: Option<String>,
    sample_rate: f64,
    debug: bool,
    #[cfg(feature = "admin")]
    admin_password: Option<SecretId>,
}

#[config(allow(unused_option))]
struct NoOptions;
