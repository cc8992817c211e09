//! A call of a hook tool as the request that Juju's own tools would make of it.

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
/// A header, whose first field is there already.
const HEADER: &[u8] = b"\xff\x82\x01\x0aJujuc.Main";
const BODY: &[u8] = b"\xff\x84";

/// What comes after a call's input.
pub(super) const END: u8 = 0;

/// All that goes out for a call before its input, which may be large. The memory is used again for the next call.
#[derive(Default)]
pub(super) struct Request {
    /// What goes out.
    pub(super) bytes: Vec<u8>,
    body: Vec<u8>,
    /// How each body begins: with what every request of a hook says.
    origin: Vec<u8>,
}

impl Request {
    /// Those of a hook, which says `JUJU_CONTEXT_ID` and where a tool would run, an absolute path: some resolve file names there.
    pub(super) fn of(context_id: &[u8], dir: &[u8]) -> Self {
        let mut origin = BODY.to_vec();
        let mut fields = Fields::after(0, &mut origin);
        fields.bytes(context_id);
        // What follows is numbered from this one, so that it is never left out.
        fields.bytes(if dir.is_empty() { b"/" } else { dir });
        Self { origin, ..Self::default() }
    }

    /// `number` counts the requests of a connection from 0.
    pub(super) fn write(&mut self, number: u64, call: &ToolCall<'_>) {
        let Self { bytes, body, origin } = self;
        bytes.clear();
        if number == 0 {
            DEFINITIONS.iter().for_each(|definition| message(bytes, definition));
        }
        body.clear();
        body.extend_from_slice(HEADER);
        let mut fields = Fields::after(1, body);
        fields.uint(number);
        fields.end();
        message(bytes, body);

        body.clear();
        body.extend_from_slice(origin);
        let mut fields = Fields::after(2, body);
        fields.bytes(call.tool.as_bytes());
        // Nobody else sees these: no process has them as its arguments.
        let secret = call.secret_args();
        fields.strings(call.args, &secret);
        // Said in the first place, it saves the round trip in which Juju's own tools learn that input is wanted.
        fields.uint(call.stdin.is_some().into());
        // The length that leads the input.
        let input = call.stdin.map_or(0, <[u8]>::len);
        fields.uint(input as u64);
        uint(bytes, (body.len() + input + 1) as u64);
        bytes.append(body);
    }

    /// Keeps nothing of the last request.
    pub(super) fn forget(&mut self) {
        (self.bytes, self.body) = Default::default();
    }
}

/// Whether a call only reads, so that it may be made again when its answer was lost.
pub(super) fn only_reads(call: &ToolCall<'_>) -> bool {
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

    fn request(number: u64, call: &ToolCall<'_>) -> Vec<u8> {
        let mut request = Request::of(b"C", b"/");
        // What a longer one before it has left is not seen.
        request.write(7, &ToolCall::new("x", &["a long argument"]).with_stdin(b"and input"));
        request.write(number, call);
        [&request.bytes, call.stdin.unwrap_or_default(), &[END]].concat()
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
        assert_eq!(request(0, &ToolCall::new("x", &["a", "b"])), expected);
    }

    #[test]
    fn the_next_has_its_number_and_no_definitions() {
        let request = request(1, &ToolCall::new("x", &["a"]));
        let expected =
            b"\x11\xff\x82\x01\x0aJujuc.Main\x01\x01\x00\x10\xff\x84\x01\x01C\x01\x01/\x01\x01x\x01\x01\x01a\x00";
        assert_eq!(request, expected);
    }

    #[test]
    fn input_is_announced_also_when_it_is_empty() {
        let tail = |call: &ToolCall| {
            let request = request(1, call);
            request[request.len() - 8..].to_vec()
        };
        let args = ["a"];
        let with_args = ToolCall::new("x", &args);
        assert_eq!(tail(&with_args.with_stdin(b"in")), b"a\x01\x01\x01\x02in\x00"[..]);
        assert_eq!(tail(&with_args.with_stdin(b"")), b"x\x01\x01\x01a\x01\x01\x00"[..]);
        let without_args = ToolCall::new("x", &[]).with_stdin(b"in");
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
            assert_eq!(only_reads(&ToolCall::new(tool, args)), reads, "{tool} {args:?}");
        }
    }
}
