//! Where a collector is.

use std::fmt;

/// An address that traces can be sent to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Url {
    pub(super) is_https: bool,
    /// As TLS and the resolver take it: an IPv6 address has no brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// As the request names it: host, and the port where one was written.
    pub(super) authority: String,
    pub(super) path: String,
}

/// A text that is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UrlError(String);

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        write!(f, "`{text}` is not the URL of a collector, such as `http://192.0.2.7:4318/v1/traces`")
    }
}

impl std::error::Error for UrlError {}

impl Url {
    pub(super) fn parse(text: &str) -> Result<Self, UrlError> {
        Self::read(text).ok_or_else(|| UrlError(text.escape_debug().to_string()))
    }

    fn read(text: &str) -> Option<Self> {
        // Nothing in it may end a line of the request.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let (is_https, rest) = match (text.strip_prefix("http://"), text.strip_prefix("https://")) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return None,
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
        let (host, port) = match authority.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(host, port)| (host, port.strip_prefix(':')))?,
            None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
        };
        let port = match port {
            Some(port) => port.parse().ok()?,
            None if is_https => 443,
            None => 80,
        };
        // A user's name and password would be shown with the rest.
        let is_host = !host.is_empty() && !host.contains(['@', '[', ']']);
        let path = path.split('#').next().unwrap_or_default();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        is_host.then(|| Self { is_https, host: host.into(), port, authority: authority.into(), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_collector_is_found_at() {
        for (text, is_https, host, port, path) in [
            ("http://192.0.2.7:4318/v1/traces", false, "192.0.2.7", 4318, "/v1/traces"),
            ("https://tempo.cos", true, "tempo.cos", 443, "/"),
            ("http://[2001:db8::1]:4318/v1/traces?x=1#y", false, "2001:db8::1", 4318, "/v1/traces?x=1"),
            ("http://[::1]/v1", false, "::1", 80, "/v1"),
            ("http://host?x", false, "host", 80, "/?x"),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(
                (url.is_https, &*url.host, url.port, &*url.path),
                (is_https, host, port, path),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_none_is_said_and_shown_on_one_line() {
        for text in [
            "",
            "tempo:4317",
            "ftp://x",
            "http://",
            "http://:80",
            "http://x:port",
            "http://a b",
            "http://u:p@x/",
            "http://[::1",
        ] {
            Url::parse(text).unwrap_err();
        }
        let error = Url::parse("http://x/\r\nHost: y").unwrap_err().to_string();
        assert!(error.starts_with(r"`http://x/\r\nHost: y` is not"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_panic(text: String, rest in "[\\[\\]:@/?#a-z0-9é]{0,20}") {
            let _ = (Url::parse(&text), Url::parse(&format!("http://{rest}")));
        }
    }
}
