//! `open-port`, `close-port` and `opened-ports`: changes are held back, and what is told is how it was before the hook.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{FORMAT, OUTPUT, Said};
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch, value};
use crate::state::OpenPort;

pub(super) fn open(request: Request<'_>) -> Reply<'_> {
    change(request, true)
}

pub(super) fn close(request: Request<'_>) -> Reply<'_> {
    change(request, false)
}

fn change(request: Request<'_>, opens: bool) -> Reply<'_> {
    // Juju has kept the format for scripts that give one.
    let parsed = parse(const { &[value(&["endpoints"]), value(&["format"])] }, request.args)?;
    let Some(text) = parsed.positional(0) else {
        return Err(Failure::Usage("no port or range specified".into()));
    };
    let port = read(text)?;
    parsed.at_most(1)?;
    let endpoints = parsed.get("endpoints").unwrap_or_default();
    for endpoint in endpoints.split(',') {
        let port = OpenPort { endpoint: endpoint.trim().to_owned(), ..port.clone() };
        request.context.written.pending.change_port(opens, port);
    }
    Ok(Answer::nothing())
}

pub(super) fn opened(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[FORMAT, switch(&["endpoints"]), OUTPUT] }, request.args)?;
    parsed.at_most(0)?;
    let mut ranges: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for port in &request.context.state.opened_ports {
        let endpoint = if port.endpoint.is_empty() { "*" } else { &port.endpoint };
        ranges.entry((&port.protocol, port.from, port.to, port.range())).or_default().insert(endpoint);
    }
    let shown = ranges.into_iter().map(|((.., range), endpoints)| {
        let endpoints: Vec<_> = endpoints.into_iter().collect();
        if parsed.is_on("endpoints") { format!("{range} ({})", endpoints.join(", ")) } else { range }
    });
    Answer::new(&parsed, Said::Names(shown.map(Into::into).collect()))
}

fn read(text: &str) -> Result<OpenPort, Failure> {
    let usage = |text: String| Err(Failure::Usage(text));
    let (numbers, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    if numbers == "icmp" {
        return Ok(OpenPort::icmp());
    }
    if !["tcp", "udp"].contains(&protocol) {
        return usage(format!(r#"invalid protocol {protocol:?}, expected "tcp", "udp", or "icmp""#));
    }
    let bounds: Vec<&str> = numbers.split('-').collect();
    let (from, to) = match *bounds.as_slice() {
        [one] => (number(one)?, number(one)?),
        [from, to] => (number(from)?, number(to)?),
        _ => return usage(format!("invalid port range {numbers:?}")),
    };
    if from > to {
        return usage(format!("invalid port range {from}-{to}/{protocol}"));
    }
    if from < 0 || to > 65535 {
        return usage(format!("port range bounds must be between 0 and 65535, got {from}-{to}"));
    }
    Ok(OpenPort { protocol: protocol.to_owned(), from, to, endpoint: String::new() })
}

fn number(text: &str) -> Result<i64, Failure> {
    text.parse().map_err(|_| {
        Failure::Usage(format!("invalid port {text:?}: strconv.Atoi: parsing {text:?}: invalid syntax"))
    })
}
