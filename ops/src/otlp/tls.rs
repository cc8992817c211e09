//! HTTPS, with cryptography that needs no C compiler: [graviola](https://docs.rs/graviola), which is Rust and assembly that was
//! proven correct. It needs a processor with certain instructions, which those since about 2014 have.

use std::io;
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::url::Url;

/// Whom Ubuntu trusts.
const SYSTEM_CA: &str = "/etc/ssl/certs/ca-certificates.crt";

pub(super) type Stream = StreamOwned<ClientConnection, TcpStream>;

/// Why nothing can be sent by HTTPS; `None` if it can.
pub(super) fn missing() -> Option<&'static str> {
    // Graviola panics where that is so.
    (!graviola::util::is_cpu_supported())
        .then_some("this machine's processor has not the instructions that TLS is done with here")
}

/// Speaks TLS over the connection. Who answers has to have a certificate by one of these authorities.
pub(super) fn over(stream: TcpStream, url: &Url, ca: Option<&str>) -> io::Result<Stream> {
    if let Some(reason) = missing() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
    }
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls_graviola::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(trusted(ca)?)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let name = ServerName::try_from(url.host.clone()).map_err(io::Error::other)?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
    Ok(StreamOwned::new(connection, stream))
}

fn trusted(ca: Option<&str>) -> io::Result<RootCertStore> {
    let pem = match ca {
        Some(ca) => ca.to_owned(),
        None => std::fs::read_to_string(SYSTEM_CA)?,
    };
    let mut trusted = RootCertStore::empty();
    // One that does not read is no reason to trust none of the others.
    trusted.add_parsable_certificates(CertificateDer::pem_slice_iter(pem.as_bytes()).filter_map(Result::ok));
    if trusted.is_empty() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "there is no certificate of an authority to trust",
        ));
    }
    Ok(trusted)
}
