//! `credential-get`.

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::Deserialize;

use super::Tools;
use super::json::or_nothing;
use crate::backend::{ToolCall, ToolError};

/// What `credential-get` says of the cloud, in its own words.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Cloud {
    #[serde(rename = "type")]
    pub(crate) cloud_type: String,
    pub(crate) name: String,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) identity_endpoint: Option<String>,
    pub(crate) storage_endpoint: Option<String>,
    pub(crate) credential: Option<Credential>,
    #[serde(default, rename = "cacertificates", deserialize_with = "or_nothing")]
    pub(crate) ca_certificates: Vec<String>,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) skip_tls_verify: bool,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) is_controller_cloud: bool,
}

/// The credential of the cloud.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Credential {
    pub(crate) auth_type: String,
    #[serde(default, rename = "attrs", deserialize_with = "or_nothing")]
    pub(crate) attributes: BTreeMap<String, SecretString>,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) redacted: Vec<String>,
}

impl Tools {
    /// The cloud that the model is in, with its credential. The application needs to be trusted.
    pub(crate) fn credential_get(&self) -> Result<Cloud, ToolError> {
        self.ask(&ToolCall::new("credential-get", ["--format=json"]))
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn reads_the_cloud_and_shows_nothing_of_its_credential() {
        let juju = Recording::new([(
            "credential-get",
            r#"{"type":"lxd","name":"localhost","credential":{"auth-type":"certificate","attrs":{"client-key":"hunter2"}}}"#,
        )]);
        let tools = Tools::new(juju.clone());
        let cloud = tools.credential_get().unwrap();
        assert!(!format!("{cloud:?}").contains("hunter2"));
        assert_eq!(cloud.credential.unwrap().attributes["client-key"].expose_secret(), "hunter2");
        juju.answer("credential-get", r#""hunter2""#);
        assert!(!tools.credential_get().unwrap_err().to_string().contains("hunter2"));
        assert_eq!(juju.lines(), ["credential-get --format=json", "credential-get --format=json"]);
    }
}
