//! The cloud that the model is in, with its credential.

use secrecy::SecretString;

use crate::hook_tools::{Cloud, Credential};

/// The cloud that the model is in, as `credential-get` tells it: [`Model::cloud_spec`](crate::Model::cloud_spec), for an application
/// that is trusted.
///
/// ```
/// use ops::prelude::*;
/// use ops::secrecy::ExposeSecret;
///
/// fn client_key(cx: &Context) -> ops::Result<String> {
///     let cloud = cx.model().cloud_spec()?;
///     let credential = cloud.credential().ok_or("the cloud has no credential")?;
///     let key = credential.attribute("client-key").ok_or("no key in it")?;
///     Ok(key.expose_secret().to_owned())
/// }
/// ```
#[derive(Debug)]
pub struct CloudSpec {
    cloud: Cloud,
    credential: Option<CloudCredential>,
}

/// The credential of a cloud. What it holds is shown by nothing but
/// [`ExposeSecret`](secrecy::ExposeSecret::expose_secret).
///
/// Which attributes there are depends on the cloud and on how one shows who one is: `juju show-credential` has the names.
///
/// ```
/// use ops::prelude::*;
///
/// fn access_key(cx: &Context) -> ops::Result<Option<SecretString>> {
///     let cloud = cx.model().cloud_spec()?;
///     let Some(credential) = cloud.credential() else { return Ok(None) };
///     if credential.auth_type() != "access-key" {
///         return Err(format!("a credential of the type {} is of no use here", credential.auth_type()).into());
///     }
///     Ok(credential.attribute("access-key").cloned())
/// }
/// ```
#[derive(Debug)]
pub struct CloudCredential(Credential);

impl CloudSpec {
    pub(crate) fn new(mut cloud: Cloud) -> Self {
        let credential = cloud.credential.take().map(CloudCredential);
        Self { cloud, credential }
    }

    /// What kind of cloud it is: `lxd`, `ec2`, `kubernetes` and others.
    #[must_use]
    pub fn cloud_type(&self) -> &str {
        &self.cloud.cloud_type
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.cloud.name
    }

    /// Its region, where it has them.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.cloud.region.as_deref()
    }

    /// Its address.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.cloud.endpoint.as_deref()
    }

    /// Where it says who is who.
    #[must_use]
    pub fn identity_endpoint(&self) -> Option<&str> {
        self.cloud.identity_endpoint.as_deref()
    }

    /// Where its storage is.
    #[must_use]
    pub fn storage_endpoint(&self) -> Option<&str> {
        self.cloud.storage_endpoint.as_deref()
    }

    /// Its credential.
    #[must_use]
    pub fn credential(&self) -> Option<&CloudCredential> {
        self.credential.as_ref()
    }

    /// The certificates of the authorities that sign for it, in PEM.
    #[must_use]
    pub fn ca_certificates(&self) -> &[String] {
        &self.cloud.ca_certificates
    }

    /// Whether nobody is to check its certificate.
    #[must_use]
    pub fn skip_tls_verify(&self) -> bool {
        self.cloud.skip_tls_verify
    }

    /// Whether the controller is in it too.
    #[must_use]
    pub fn is_controller_cloud(&self) -> bool {
        self.cloud.is_controller_cloud
    }
}

impl CloudCredential {
    /// How one shows who one is: `certificate`, `access-key`, `userpass` and others.
    #[must_use]
    pub fn auth_type(&self) -> &str {
        &self.0.auth_type
    }

    /// One of what it takes for that, by Juju's name for it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&SecretString> {
        self.0.attributes.get(name)
    }

    /// All of what it takes, sorted by name.
    #[must_use]
    pub fn attributes(&self) -> &[(String, SecretString)] {
        self.0.attributes.as_slice()
    }

    /// The names of what Juju does not tell.
    #[must_use]
    pub fn redacted(&self) -> &[String] {
        &self.0.redacted
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::backend::recording::Recording;
    use crate::hook_tools::Tools;

    #[test]
    fn what_it_holds_is_exposed_and_never_shown() {
        let json = r#"{"type":"lxd","name":"home","region":"r","is-controller-cloud":true,"cacertificates":null,
            "credential":{"auth-type":"certificate","attrs":{"client-key":"hunter2"},"redacted":["x"]}}"#;
        let juju = Recording::new([("credential-get", json)]);
        let cloud = CloudSpec::new(Tools::new(juju).credential_get().unwrap());
        let credential = cloud.credential().unwrap();
        assert_eq!(credential.attribute("client-key").unwrap().expose_secret(), "hunter2");
        assert_eq!((cloud.cloud_type(), cloud.region(), cloud.endpoint()), ("lxd", Some("r"), None));
        assert!(
            cloud.is_controller_cloud() && !cloud.skip_tls_verify() && cloud.ca_certificates().is_empty()
        );
        assert!(!format!("{cloud:?} {credential:?}").contains("hunter2"));
    }
}
