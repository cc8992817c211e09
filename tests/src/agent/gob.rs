//! Gob, as much of it as the agent's side needs: requests of the layout that Juju's clients have, and replies.

use std::io::{self, Read};

/// More than this is no request.
const LONGEST: usize = 64 << 20;

/// What a client sent.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) seq: u64,
    pub(crate) context_id: String,
    pub(crate) dir: String,
    pub(crate) tool: String,
    pub(crate) args: Vec<String>,
    pub(crate) stdin: Option<Vec<u8>>,
}

/// The next request, after the definitions that its client may send first; `None` at the end of the connection.
pub(super) fn request(stream: &mut impl Read) -> io::Result<Option<Request>> {
    let mut request = Request::default();
    let mut has_header = false;
    loop {
        let Some(message) = message(stream)? else { return Ok(None) };
        let mut message = Message(&message);
        match message.int()? {
            ..0 => {}
            65 => {
                has_header = true;
                message.fields(|message, field| {
                    match field {
                        1 => request.method = message.string()?,
                        2 => request.seq = message.uint()?,
                        _ => return Err(odd("a field of the header")),
                    }
                    Ok(())
                })?;
            }
            66 if has_header => {
                let (mut has_stdin, mut stdin) = (false, Vec::new());
                message.fields(|message, field| {
                    match field {
                        1 => request.context_id = message.string()?,
                        2 => request.dir = message.string()?,
                        3 => request.tool = message.string()?,
                        4 => {
                            let count = message.uint()?;
                            request.args = (0..count).map(|_| message.string()).collect::<io::Result<_>>()?;
                        }
                        5 => has_stdin = message.uint()? == 1,
                        6 => stdin = message.bytes()?.to_vec(),
                        _ => return Err(odd("a field of the body")),
                    }
                    Ok(())
                })?;
                request.stdin = has_stdin.then_some(stdin);
                return Ok(Some(request));
            }
            _ => return Err(odd("a type")),
        }
    }
}

fn odd(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{what} is not as Juju's clients send it"))
}

fn message(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = [0; 9];
    let (lead, rest) = bytes.split_at_mut(1);
    if stream.read(lead)? == 0 {
        return Ok(None);
    }
    let lead = lead.first().copied().unwrap_or_default();
    let following = if lead < 128 { 0 } else { usize::from(lead.wrapping_neg()) };
    let rest = rest.get_mut(..following).ok_or_else(|| odd("a length"))?;
    stream.read_exact(rest)?;
    let length = if following == 0 { lead.into() } else { big_endian(rest) };
    let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST);
    let mut message = vec![0; length.ok_or_else(|| odd("a length"))?];
    stream.read_exact(&mut message)?;
    Ok(Some(message))
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

struct Message<'m>(&'m [u8]);

impl<'m> Message<'m> {
    fn take(&mut self, count: usize) -> io::Result<&'m [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(|| odd("a length"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn uint(&mut self) -> io::Result<u64> {
        match self.take(1)? {
            [small @ 0..128] => Ok((*small).into()),
            lead => {
                let following = lead.iter().map(|lead| usize::from(lead.wrapping_neg())).sum();
                if following > 8 { Err(odd("a number")) } else { Ok(big_endian(self.take(following)?)) }
            }
        }
    }

    fn int(&mut self) -> io::Result<i64> {
        let number = self.uint()?;
        let half = (number >> 1).cast_signed();
        Ok(if number & 1 == 0 { half } else { !half })
    }

    fn bytes(&mut self) -> io::Result<&'m [u8]> {
        let length = usize::try_from(self.uint()?).map_err(|_| odd("a length"))?;
        self.take(length)
    }

    fn string(&mut self) -> io::Result<String> {
        self.bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    fn fields(&mut self, mut field: impl FnMut(&mut Self, u64) -> io::Result<()>) -> io::Result<()> {
        let mut number = 0;
        loop {
            match self.uint()? {
                0 => return Ok(()),
                distance => number += distance,
            }
            field(self, number)?;
        }
    }
}

/// What came of a request.
pub(crate) enum Reply {
    Ran { code: u8, stdout: Vec<u8>, stderr: Vec<u8> },
    Refused(String),
}

const HEADER: i64 = 90;
const BODY: i64 = 92;
const NOTHING: i64 = 94;
const STRING: i64 = 6;

/// Writes the replies of a connection, with each definition once. The fields are not in Juju's order, and there is one more:
/// a client has to find its own by their names.
#[derive(Default)]
pub(super) struct Replies(Vec<i64>);

impl Replies {
    pub(super) fn reply(&mut self, seq: u64, reply: &Reply) -> Vec<u8> {
        let mut out = Vec::new();
        self.define(&mut out, HEADER, &[("Error", STRING), ("Seq", 3), ("ServiceMethod", STRING)]);
        let error = if let Reply::Refused(error) = reply { error.as_bytes() } else { b"" };
        value(&mut out, HEADER, &[text(error), number(seq), text(b"Jujuc.Main")]);
        match reply {
            Reply::Ran { code, stdout, stderr } => {
                self.define(
                    &mut out,
                    BODY,
                    &[("Stderr", 5), ("Code", 2), ("Version", STRING), ("Stdout", 5)],
                );
                let code = number(u64::from(*code) * 2);
                value(&mut out, BODY, &[text(stderr), code, text(b"stand-in"), text(stdout)]);
            }
            Reply::Refused(_) => {
                self.define(&mut out, NOTHING, &[]);
                value(&mut out, NOTHING, &[]);
            }
        }
        out
    }

    fn define(&mut self, out: &mut Vec<u8>, id: i64, fields: &[(&str, i64)]) {
        if self.0.contains(&id) {
            return;
        }
        self.0.push(id);
        let mut definition = [int(-id), vec![3, 1, 2], int(id), vec![0]].concat();
        if !fields.is_empty() {
            definition.push(1);
            definition.extend(number(fields.len() as u64));
            for (name, id) in fields {
                definition.extend([vec![1], text(name.as_bytes()), vec![1], int(*id), vec![0]].concat());
            }
        }
        definition.extend([0, 0]);
        out.extend(text(&definition));
    }
}

/// A struct, from its encoded fields; what is zero or empty is left out.
fn value(out: &mut Vec<u8>, id: i64, fields: &[Vec<u8>]) {
    let mut content = int(id);
    let mut distance = 0;
    for field in fields {
        distance += 1;
        if field != &[0] {
            content.extend(number(distance));
            content.extend(field);
            distance = 0;
        }
    }
    content.push(0);
    out.extend(text(&content));
}

fn number(number: u64) -> Vec<u8> {
    match u8::try_from(number) {
        Ok(small @ 0..128) => vec![small],
        _ => {
            let bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
            [vec![u8::try_from(bytes.len()).unwrap_or_default().wrapping_neg()], bytes].concat()
        }
    }
}

fn int(int: i64) -> Vec<u8> {
    number(((int << 1) ^ (int >> 63)).cast_unsigned())
}

fn text(bytes: &[u8]) -> Vec<u8> {
    [number(bytes.len() as u64), bytes.to_vec()].concat()
}
