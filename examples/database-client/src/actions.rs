//! What an operator can ask the charm to do.

use ops::prelude::*;
use serde::Serialize;

use crate::config::Config;

/// The parameters of `get-password`, checked against `actions.yaml` while the charm compiles.
#[action("get-password")]
pub(crate) struct GetPassword {
    /// Required there, so it is no `Option` here.
    pub(crate) username: String,
    /// Has a default there.
    pub(crate) rotate: bool,
}

/// What the operator is told. Results are not secret, so this is where the password is and not the password.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Password {
    pub(crate) username: String,
    pub(crate) secret: String,
}

/// Where the password of a user is. An `Err` is what the operator reads when the action has failed.
pub(crate) fn password(params: &GetPassword, config: &Config) -> ActionResult<Password> {
    if params.username != "admin" {
        return Err(format!("there is no user `{}`", params.username).into());
    }
    let secret = config.admin_password.as_ref().ok_or("set the option `admin-password` first")?;
    Ok(Password { username: params.username.clone(), secret: secret.to_string() })
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::*;
    use crate::config::LogLevel;

    fn ask(username: &str, secret: Option<&str>) -> Result<Password, String> {
        let config = Config {
            port: NonZeroU16::MIN,
            log_level: LogLevel::Info,
            admin_password: secret.map(|secret| secret.parse().unwrap()),
        };
        let params = GetPassword { username: username.into(), rotate: false };
        password(&params, &config).map_err(|error| error.to_string())
    }

    #[test]
    fn the_admin_s_password_is_where_the_option_says() {
        let secret = "secret:9m4e2mr0ui3e8a215n4g";
        let expected = Password { username: "admin".into(), secret: secret.into() };
        assert_eq!(ask("admin", Some(secret)), Ok(expected));
    }

    #[test]
    fn an_operator_is_told_what_to_do() {
        assert_eq!(ask("admin", None), Err("set the option `admin-password` first".into()));
        assert_eq!(ask("bob", None), Err("there is no user `bob`".into()));
    }
}
