//! `credential-get`.

use secrecy::SecretString;
use serde_json::Value;

use super::Tools;
use super::json::{self, Fields, Unexpected};
use crate::backend::{ToolCall, ToolError};
use crate::pairs::Pairs;

/// What `credential-get` says of the cloud, in its own words.
#[derive(Debug)]
pub(crate) struct Cloud {
    pub(crate) cloud_type: String,
    pub(crate) name: String,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) identity_endpoint: Option<String>,
    pub(crate) storage_endpoint: Option<String>,
    pub(crate) credential: Option<Credential>,
    pub(crate) ca_certificates: Vec<String>,
    pub(crate) skip_tls_verify: bool,
    pub(crate) is_controller_cloud: bool,
}

/// The credential of the cloud.
#[derive(Debug)]
pub(crate) struct Credential {
    pub(crate) auth_type: String,
    pub(crate) attributes: Pairs<String, SecretString>,
    pub(crate) redacted: Vec<String>,
}

impl Tools {
    /// The cloud that the model is in, with its credential. The application needs to be trusted.
    pub(crate) fn credential_get(&self) -> Result<Cloud, ToolError> {
        self.ask(&ToolCall::new("credential-get", &["--format=json"]), cloud)
    }
}

fn cloud(answer: Value) -> Result<Cloud, Unexpected> {
    let mut fields = Fields::of(answer)?;
    Ok(Cloud {
        cloud_type: fields.required_text("type")?,
        name: fields.required_text("name")?,
        region: fields.optional_text("region")?,
        endpoint: fields.optional_text("endpoint")?,
        identity_endpoint: fields.optional_text("identity-endpoint")?,
        storage_endpoint: fields.optional_text("storage-endpoint")?,
        credential: fields.take("credential", credential)?,
        ca_certificates: fields.take("cacertificates", json::texts)?,
        skip_tls_verify: fields.take("skip-tls-verify", json::boolean)?,
        is_controller_cloud: fields.take("is-controller-cloud", json::boolean)?,
    })
}

fn credential(answer: Value) -> Result<Option<Credential>, Unexpected> {
    if answer.is_null() {
        return Ok(None);
    }
    let mut fields = Fields::of(answer)?;
    Ok(Some(Credential {
        auth_type: fields.required_text("auth-type")?,
        attributes: fields.take("attrs", json::secrets)?,
        redacted: fields.take("redacted", json::texts)?,
    }))
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
        assert_eq!(
            cloud.credential.unwrap().attributes.get("client-key").unwrap().expose_secret(),
            "hunter2"
        );
        juju.answer("credential-get", r#""hunter2""#);
        assert!(!tools.credential_get().unwrap_err().to_string().contains("hunter2"));
        assert_eq!(juju.lines(), ["credential-get --format=json", "credential-get --format=json"]);
    }
}
