//! HTTPS, to a collector on this machine. The certificates are for tests alone, and the authority's key is nowhere.

use std::net::TcpStream;
use std::sync::Arc;
use std::time::SystemTime;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::collector::{buffer, serve};
use crate::otlp::send::{Sent, send};

const CA: &str = include_str!("certificates/ca.pem");
const SERVER: &[u8] = include_bytes!("certificates/server.pem");
const SERVER_KEY: &[u8] = include_bytes!("certificates/server.key");

fn accept(stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
    let certificates = CertificateDer::pem_slice_iter(SERVER).collect::<Result<_, _>>().unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls_graviola::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, PrivateKeyDer::from_pem_slice(SERVER_KEY).unwrap())
        .unwrap();
    StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), stream)
}

#[test]
fn a_collector_with_a_certificate_of_the_authority_is_sent_to() {
    if let Some(reason) = crate::otlp::tls::missing() {
        return eprintln!("SKIPPED: {reason}");
    }
    for host in ["localhost", "127.0.0.1"] {
        let (authority, requests) = serve(&[200], accept);
        let port = authority.rsplit(':').next().unwrap();
        let (_charm, buffer) = buffer(&format!("https://{host}:{port}/v1/traces"), 1);
        buffer.set_ca(Some(&format!("no certificate\n{CA}"))).unwrap();
        assert_eq!(send(&buffer, SystemTime::now()), Sent::Done);
        assert_eq!(requests.recv().unwrap().body, "{1}");
    }
}

#[test]
fn one_of_another_authority_is_told_nothing() {
    if let Some(reason) = crate::otlp::tls::missing() {
        return eprintln!("SKIPPED: {reason}");
    }
    let other = std::str::from_utf8(SERVER).unwrap();
    for ca in [Some(other), Some("no certificate"), None] {
        let (authority, requests) = serve(&[200], accept);
        let (_charm, buffer) = buffer(&format!("https://{authority}/v1/traces"), 1);
        buffer.set_ca(ca).unwrap();
        assert!(matches!(send(&buffer, SystemTime::now()), Sent::NotNow(_)), "{ca:?}");
        assert_eq!(buffer.records().unwrap().len(), 1);
        // Where no authority is known nothing is begun, so the collector still waits.
        assert!(requests.try_recv().is_err());
    }
}
