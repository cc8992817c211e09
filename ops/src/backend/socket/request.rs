//! A call of a hook tool as the request that Juju's own tools would make of it.

use secrecy::ExposeSecret;

use super::encode::{Fields, message, uint};
use crate::backend::ToolCall;

/// The definitions of what a request is made of. Once a connection, before the first request.
const DEFINITIONS: &[&[u8]] = &[
    // 65, the header.
    b"\xff\x81\x03\x01\x02\xff\x82\x00\x01\x02\x01\x0dServiceMethod\x01\x0c\x00\x01\x03Seq\x01\x06\x00\x00\x00",
    // 66, the body. A Juju that has no `Token` any more ignores it.
    b"\xff\x83\x03\x01\x02\xff\x84\x00\x01\x07\x01\x09ContextId\x01\x0c\x00\x01\x03Dir\x01\x0c\x00\
      \x01\x0bCommandName\x01\x0c\x00\x01\x04Args\x01\xff\x86\x00\x01\x08StdinSet\x01\x02\x00\
      \x01\x05Stdin\x01\x0a\x00\x01\x05Token\x01\x0c\x00\x00\x00",
    // 67, a list of strings.
    b"\xff\x85\x02\x01\x02\xff\x86\x00\x01\x0c\x00\x00",
];
const HEADER: &[u8] = b"\xff\x82";
const BODY: &[u8] = b"\xff\x84";
const METHOD: &[u8] = b"Jujuc.Main";

/// What every request of a hook says.
pub(super) struct Origin<'a> {
    /// `JUJU_CONTEXT_ID`.
    pub(super) context_id: &'a [u8],
    /// Where a tool would run, an absolute path: some resolve file names there.
    pub(super) dir: &'a [u8],
}

/// All that goes out for a call: the body follows the head.
pub(super) struct Request {
    pub(super) head: Vec<u8>,
    pub(super) body: Vec<u8>,
}

/// `number` counts the requests of a connection from 0.
pub(super) fn request(number: u64, origin: &Origin<'_>, call: &ToolCall) -> Request {
    let mut head = Vec::with_capacity(512);
    if number == 0 {
        DEFINITIONS.iter().for_each(|definition| message(&mut head, definition));
    }
    let mut header = HEADER.to_vec();
    let mut fields = Fields::of(&mut header);
    fields.bytes(METHOD);
    fields.uint(number);
    fields.end();
    message(&mut head, &header);

    let mut body = Vec::with_capacity(256 + call.stdin.as_ref().map_or(0, Vec::len));
    body.extend_from_slice(BODY);
    let mut fields = Fields::of(&mut body);
    fields.bytes(origin.context_id);
    fields.bytes(origin.dir);
    fields.bytes(call.tool.as_bytes());
    // Nobody else sees these: no process has them as its arguments.
    let secret = call.secret_args();
    let args = call.args.iter().map(String::as_str).chain(secret.iter().map(ExposeSecret::expose_secret));
    fields.strings(&args.collect::<Vec<_>>());
    // Said in the first place, it saves the round trip in which Juju's own tools learn that input is wanted.
    fields.uint(call.stdin.is_some().into());
    fields.bytes(call.stdin.as_deref().unwrap_or_default());
    fields.end();
    uint(&mut head, body.len() as u64);
    Request { head, body }
}

/// Whether a call only reads, so that it may be made again when its answer was lost.
pub(super) fn only_reads(call: &ToolCall) -> bool {
    match call.tool {
        // A revision that is read with `--refresh` is the one to be read from then on.
        "secret-get" => !call.args.iter().any(|arg| arg.starts_with("--refresh")),
        "action-get" | "config-get" | "credential-get" | "goal-state" | "is-leader" | "leader-get"
        | "network-get" | "opened-ports" | "relation-get" | "relation-ids" | "relation-list"
        | "relation-model-get" | "resource-get" | "secret-ids" | "secret-info-get" | "state-get"
        | "status-get" | "storage-get" | "storage-list" | "unit-get" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Origin<'_> = Origin { context_id: b"C", dir: b"/" };

    fn request(number: u64, origin: &Origin<'_>, call: &ToolCall) -> Vec<u8> {
        let Request { head, body } = super::request(number, origin, call);
        [head, body].concat()
    }

    #[test]
    fn the_first_request_of_a_connection_byte_for_byte() {
        let mut expected = b"\x26\xff\x81\x03\x01\x02\xff\x82\x00\x01\x02\x01\x0dServiceMethod\x01\x0c\x00\
            \x01\x03Seq\x01\x06\x00\x00\x00"
            .to_vec();
        expected.extend_from_slice(
            b"\x5d\xff\x83\x03\x01\x02\xff\x84\x00\x01\x07\x01\x09ContextId\x01\x0c\x00\x01\x03Dir\x01\x0c\x00\
              \x01\x0bCommandName\x01\x0c\x00\x01\x04Args\x01\xff\x86\x00\x01\x08StdinSet\x01\x02\x00\
              \x01\x05Stdin\x01\x0a\x00\x01\x05Token\x01\x0c\x00\x00\x00",
        );
        expected.extend_from_slice(b"\x0c\xff\x85\x02\x01\x02\xff\x86\x00\x01\x0c\x00\x00");
        expected.extend_from_slice(b"\x0f\xff\x82\x01\x0aJujuc.Main\x00");
        expected.extend_from_slice(b"\x12\xff\x84\x01\x01C\x01\x01/\x01\x01x\x01\x02\x01a\x01b\x00");
        assert_eq!(request(0, &ORIGIN, &ToolCall::new("x", ["a", "b"])), expected);
    }

    #[test]
    fn the_next_has_its_number_and_no_definitions() {
        let request = request(1, &ORIGIN, &ToolCall::new("x", ["a"]));
        let expected =
            b"\x11\xff\x82\x01\x0aJujuc.Main\x01\x01\x00\x10\xff\x84\x01\x01C\x01\x01/\x01\x01x\x01\x01\x01a\x00";
        assert_eq!(request, expected);
    }

    #[test]
    fn input_is_announced_also_when_it_is_empty() {
        let tail = |call: &ToolCall| {
            let request = request(1, &ORIGIN, call);
            request[request.len() - 8..].to_vec()
        };
        let with_args = ToolCall::new("x", ["a"]);
        assert_eq!(tail(&with_args.clone().with_stdin(b"in".to_vec())), b"a\x01\x01\x01\x02in\x00"[..]);
        assert_eq!(tail(&with_args.with_stdin(Vec::new())), b"x\x01\x01\x01a\x01\x01\x00"[..]);
        let without_args = ToolCall::new("x", [""; 0]).with_stdin(b"in".to_vec());
        assert_eq!(tail(&without_args), b"x\x02\x01\x01\x02in\x00"[..]);
    }

    #[test]
    fn what_changes_something_is_no_read() {
        for (tool, args, reads) in [
            ("config-get", &["--format=json"][..], true),
            ("secret-get", &["secret:1", "--peek"], true),
            ("secret-get", &["secret:1", "--refresh"], false),
            ("relation-set", &["a=b"], false),
            ("juju-log", &["x"], false),
            ("storage-add", &["data"], false),
            ("a-tool-of-tomorrow", &[], false),
        ] {
            assert_eq!(only_reads(&ToolCall::new(tool, args.iter().copied())), reads, "{tool} {args:?}");
        }
    }
}
