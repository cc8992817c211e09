//! The target for fuzzing over its seeds, and over what becomes of them in a hundred thousand changes.

use std::panic::catch_unwind;

use super::agent::{Said, Wire};
use crate::backend::socket::fuzz::target;
use crate::backend::socket::reply::Replies;
use crate::seeded::{Random, change};

const CHANGES: u64 = 100_000;

/// Lengths, counts and types that gob has a meaning for.
const PIECES: &[&[u8]] = &[
    b"\x00",
    b"\x01",
    b"\x02",
    b"\x7f",
    b"\x80",
    b"\xff",
    b"\xff\xff",
    b"\xfe\xff\xff",
    b"\xfc\x7f\xff\xff\xff",
    b"\xf8\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\xf8\x80\x00\x00\x00\x00\x00\x00\x00",
    b"\xff\x8c",
    b"\xff\x90",
    b"\xff\x8b\x02\x01\x02\xff\x8c\x00\x01\xff\x8c\x00\x00",
    b"Seq",
    b"Error",
    b"Stdout",
    b"Code",
];

fn seeds() -> Vec<Vec<u8>> {
    let of = |all: &[Said]| {
        let mut wire = Wire::default();
        (0..).zip(all).flat_map(|(number, said)| wire.reply(number, said)).collect::<Vec<u8>>()
    };
    let answered = of(&[
        Said::ok("true\n"),
        Said::Ran(-2, Vec::new(), b"ERROR x\n".to_vec()),
        Said::Refused("bad request: unknown command: x".into()),
        Said::ok(&"long".repeat(200)),
    ]);
    let refused = of(&[Said::Refused("hook tool requires stdin, none supplied".into()), Said::ok("")]);
    // As a Juju of tomorrow may answer: with fields of every kind that are nothing to us.
    let more = b"\x1a\xff\x8b\x03\x01\x02\xff\x8c\x00\x01\x02\x01\x03Seq\x01\x06\x00\x01\x01M\x01\xff\x90\x00\x00\x00\
        \x0e\xff\x8f\x04\x01\x02\xff\x90\x00\x01\x0c\x01\xff\x92\x00\x00\
        \x0c\xff\x91\x02\x01\x02\xff\x92\x00\x01\x10\x00\x00\
        \x11\xff\x8c\x02\x01\x01k\x03\x00\x01t\x04\x01x\x01t\x04\x01x\x00\
        \x04\xff\x8c\x00"
        .to_vec();
    vec![answered, refused, more]
}

#[test]
fn seeds_are_read() {
    for (seed, replies) in seeds().iter().zip([4, 2, 0]) {
        target(seed);
        let (mut read, mut stream) = (Replies::default(), seed.as_slice());
        let found = (0..10).take_while(|number| read.next(&mut stream, *number).is_ok()).count();
        assert!(found >= replies, "{found} of {replies}");
    }
}

#[test]
fn changed_seeds_are_read() {
    let seeds = seeds();
    for number in 0..CHANGES {
        let changed = change(&seeds, PIECES, &mut Random::new(number));
        let outcome = catch_unwind(|| target(&changed));
        assert!(outcome.is_ok(), "change {number}: {:?}", changed.escape_ascii().to_string());
    }
}
