//! Pickles as Python 3.11 writes them.

use serde_json::json;

use super::*;

/// `{'a': 1, 'b': [1, 2, {'x': (1, 'y')}], 'c': {'k': 2.5, 3: None}, 'd': {1}, 'e': b'\x00\xff', 'n': -5, 'big': 2**62, 'g': True,
/// 's': 'grüße', 't': (), 't4': (1, 2, 3, 4), 'f': False, 'eb': b'', 'ww': 70000, 'fs': frozenset([2]), 'sh': [shared, shared]}`, where
/// `shared` is `[1]`.
const PROTOCOL_2: &[u8] = b"\x80\x02}q\x00(X\x01\x00\x00\x00aq\x01K\x01X\x01\x00\x00\x00bq\x02]q\x03(K\x01K\x02}q\x04X\x01\x00\x00\x00xq\x05K\x01X\x01\x00\x00\x00yq\x06\x86q\x07seX\x01\x00\x00\x00cq\x08}q\x09(X\x01\x00\x00\x00kq\nG@\x04\x00\x00\x00\x00\x00\x00K\x03NuX\x01\x00\x00\x00dq\x0bc__builtin__\nset\nq\x0c]q\x0dK\x01a\x85q\x0eRq\x0fX\x01\x00\x00\x00eq\x10c_codecs\nencode\nq\x11X\x03\x00\x00\x00\x00\xc3\xbfq\x12X\x06\x00\x00\x00latin1q\x13\x86q\x14Rq\x15X\x01\x00\x00\x00nq\x16J\xfb\xff\xff\xffX\x03\x00\x00\x00bigq\x17\x8a\x08\x00\x00\x00\x00\x00\x00\x00@X\x01\x00\x00\x00gq\x18\x88X\x01\x00\x00\x00sq\x19X\x07\x00\x00\x00gr\xc3\xbc\xc3\x9feq\x1aX\x01\x00\x00\x00tq\x1b)X\x02\x00\x00\x00t4q\x1c(K\x01K\x02K\x03K\x04tq\x1dX\x01\x00\x00\x00fq\x1e\x89X\x02\x00\x00\x00ebq\x1fc__builtin__\nbytes\nq )Rq!X\x02\x00\x00\x00wwq\"Jp\x11\x01\x00X\x02\x00\x00\x00fsq#c__builtin__\nfrozenset\nq$]q%K\x02a\x85q&Rq'X\x02\x00\x00\x00shq(]q)(]q*K\x01ah*eu.";
const PROTOCOL_3: &[u8] = b"\x80\x03}q\x00(X\x01\x00\x00\x00aq\x01K\x01X\x01\x00\x00\x00bq\x02]q\x03(K\x01K\x02}q\x04X\x01\x00\x00\x00xq\x05K\x01X\x01\x00\x00\x00yq\x06\x86q\x07seX\x01\x00\x00\x00cq\x08}q\x09(X\x01\x00\x00\x00kq\nG@\x04\x00\x00\x00\x00\x00\x00K\x03NuX\x01\x00\x00\x00dq\x0bcbuiltins\nset\nq\x0c]q\x0dK\x01a\x85q\x0eRq\x0fX\x01\x00\x00\x00eq\x10C\x02\x00\xffq\x11X\x01\x00\x00\x00nq\x12J\xfb\xff\xff\xffX\x03\x00\x00\x00bigq\x13\x8a\x08\x00\x00\x00\x00\x00\x00\x00@X\x01\x00\x00\x00gq\x14\x88X\x01\x00\x00\x00sq\x15X\x07\x00\x00\x00gr\xc3\xbc\xc3\x9feq\x16X\x01\x00\x00\x00tq\x17)X\x02\x00\x00\x00t4q\x18(K\x01K\x02K\x03K\x04tq\x19X\x01\x00\x00\x00fq\x1a\x89X\x02\x00\x00\x00ebq\x1bC\x00q\x1cX\x02\x00\x00\x00wwq\x1dJp\x11\x01\x00X\x02\x00\x00\x00fsq\x1ecbuiltins\nfrozenset\nq\x1f]q K\x02a\x85q!Rq\"X\x02\x00\x00\x00shq#]q$(]q%K\x01ah%eu.";
const PROTOCOL_4: &[u8] = b"\x80\x04\x95\xc3\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x01a\x94K\x01\x8c\x01b\x94]\x94(K\x01K\x02}\x94\x8c\x01x\x94K\x01\x8c\x01y\x94\x86\x94se\x8c\x01c\x94}\x94(\x8c\x01k\x94G@\x04\x00\x00\x00\x00\x00\x00K\x03Nu\x8c\x01d\x94\x8f\x94(K\x01\x90\x8c\x01e\x94C\x02\x00\xff\x94\x8c\x01n\x94J\xfb\xff\xff\xff\x8c\x03big\x94\x8a\x08\x00\x00\x00\x00\x00\x00\x00@\x8c\x01g\x94\x88\x8c\x01s\x94\x8c\x07gr\xc3\xbc\xc3\x9fe\x94\x8c\x01t\x94)\x8c\x02t4\x94(K\x01K\x02K\x03K\x04t\x94\x8c\x01f\x94\x89\x8c\x02eb\x94C\x00\x94\x8c\x02ww\x94Jp\x11\x01\x00\x8c\x02fs\x94(K\x02\x91\x94\x8c\x02sh\x94]\x94(]\x94K\x01ah\x1feu.";
const PROTOCOL_5: &[u8] = b"\x80\x05\x95\xc3\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x01a\x94K\x01\x8c\x01b\x94]\x94(K\x01K\x02}\x94\x8c\x01x\x94K\x01\x8c\x01y\x94\x86\x94se\x8c\x01c\x94}\x94(\x8c\x01k\x94G@\x04\x00\x00\x00\x00\x00\x00K\x03Nu\x8c\x01d\x94\x8f\x94(K\x01\x90\x8c\x01e\x94C\x02\x00\xff\x94\x8c\x01n\x94J\xfb\xff\xff\xff\x8c\x03big\x94\x8a\x08\x00\x00\x00\x00\x00\x00\x00@\x8c\x01g\x94\x88\x8c\x01s\x94\x8c\x07gr\xc3\xbc\xc3\x9fe\x94\x8c\x01t\x94)\x8c\x02t4\x94(K\x01K\x02K\x03K\x04t\x94\x8c\x01f\x94\x89\x8c\x02eb\x94C\x00\x94\x8c\x02ww\x94Jp\x11\x01\x00\x8c\x02fs\x94(K\x02\x91\x94\x8c\x02sh\x94]\x94(]\x94K\x01ah\x1feu.";

fn seeds() -> [&'static [u8]; 4] {
    [PROTOCOL_2, PROTOCOL_3, PROTOCOL_4, PROTOCOL_5]
}

fn said(pickle: &[u8]) -> String {
    decode(pickle).unwrap_err().to_string()
}

#[test]
fn simple_values_read_in_every_protocol() {
    let expected = json!({
        "a": 1, "b": [1, 2, {"x": [1, "y"]}], "c": {"k": 2.5, "3": null}, "d": [1], "e": [0, 255], "n": -5,
        "big": 1_i64 << 62, "g": true, "s": "grüße", "t": [], "t4": [1, 2, 3, 4], "f": false, "eb": [], "ww": 70000,
        "fs": [2], "sh": [[1], [1]],
    });
    for seed in seeds() {
        assert_eq!(decode(seed).unwrap(), expected);
    }
}

#[test]
fn integers_read_up_to_64_bits() {
    let long = |bytes: &[u8]| {
        let length = u8::try_from(bytes.len()).unwrap();
        decode(&[b"\x80\x04\x8a", &[length][..], bytes, b"."].concat())
    };
    assert_eq!(long(b"").unwrap(), json!(0));
    assert_eq!(long(b"\xff").unwrap(), json!(-1));
    assert_eq!(long(b"\xff\x00").unwrap(), json!(255));
    assert_eq!(long(b"\x00\x00\x00\x00\x00\x00\x00\x80").unwrap(), json!(i64::MIN));
    assert_eq!(long(b"\xff\xff\xff\xff\xff\xff\xff\x7f").unwrap(), json!(i64::MAX));
    for more in [b"\x00\x00\x00\x00\x00\x00\x00\x80\x00", b"\xff\xff\xff\xff\xff\xff\xff\x7f\xff"] {
        assert!(long(more).unwrap_err().to_string().contains("more than 64 bits"));
    }
}

/// A class is named, and nothing of it runs: `posix.system` would.
#[test]
fn a_class_is_refused_by_its_name() {
    for (pickle, expected) in [
        // datetime.date(2020, 1, 1), by two protocols.
        (
            &b"\x80\x02cdatetime\ndate\nq\x00c_codecs\nencode\nq\x01."[..],
            "it names `datetime.date`, and only None, bool, int, float, str, bytes, list, dict, tuple and set are read (opcode GLOBAL at byte 2)",
        ),
        (
            b"\x80\x04\x95 \x00\x00\x00\x00\x00\x00\x00\x8c\x08datetime\x94\x8c\x04date\x94\x93\x94C\x04\x07\xe4\x01\x01\x94\x85\x94R\x94.",
            "it names `datetime.date`, and only None, bool, int, float, str, bytes, list, dict, tuple and set are read (opcode STACK_GLOBAL at byte 29)",
        ),
        (b"\x80\x02cposix\nsystem\nX\x04\x00\x00\x00true\x85R.", "it names `posix.system`"),
        (b"\x80\x02c__builtin__\neval\nX\x01\x00\x00\x001\x85R.", "it names `__builtin__.eval`"),
        (b"\x80\x04]\x81.", "it makes an object of a class, and only None, bool, int, float, str, bytes, list, dict, tuple and set are read (opcode NEWOBJ at byte 3)"),
        (b"\x80\x04]}b.", "(opcode BUILD at byte 4)"),
        (b"\x80\x04(iposix\nsystem\n.", "(opcode INST at byte 3)"),
        (b"\x80\x04\x82\x01.", "(opcode EXT1 at byte 2)"),
        (b"\x80\x04]Q.", "it names something outside of the pickle"),
        (b"\x80\x02I01\n.", "of a protocol before 2"),
        (b"\x80\x02\xf0.", "0xf0 is no instruction that is known"),
        (b"\x80\x02c__builtin__\nset\n.", "a class or a function in place of a value"),
        (b"\x80\x02c__builtin__\nset\nK\x01R.", "a call without arguments (opcode REDUCE"),
        (b"\x80\x02c__builtin__\nset\nK\x01\x85R.", "a call with other arguments"),
        (b"\x80\x02NK\x01\x85R.", "a call of what is no function"),
    ] {
        assert!(said(pickle).contains(expected), "{}", said(pickle));
    }
}

#[test]
fn what_is_no_pickle_says_so() {
    for (pickle, expected) in [
        (&b""[..], "it is no pickle"),
        (b"{}", "it is no pickle"),
        (b"\x80\x06.", "a pickle of protocol 6, and 2 to 5 are known"),
        (b"\x80\x04", "it ends in the middle"),
        (b"\x80\x04\x8c\x05abc", "it ends in the middle (opcode SHORT_BINUNICODE at byte 2)"),
        (b"\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\xff", "it ends in the middle"),
        (b"\x80\x04\x8c\x01\xff.", "a text that is not UTF-8"),
        (b"\x80\x04.", "there is no value for it"),
        (b"\x80\x04N(a.", "there is no value for it"),
        (b"\x80\x04Ne.", "there is no mark for it"),
        (b"\x80\x04}(Nu.", "a key without a value"),
        (b"\x80\x04}(NNu.", "a key that is neither"),
        (b"\x80\x04}(K\x01N\x8c\x011Nu.", "two keys that are `1` as text"),
        (b"\x80\x04h\x00.", "the memo has no such value"),
        (b"\x80\x04Nr\xff\xff\xff\xff.", "the memo has no such place yet"),
        (b"\x80\x04G\x7f\xf0\x00\x00\x00\x00\x00\x00.", "a float that is no number, or infinite"),
    ] {
        assert!(said(pickle).contains(expected), "{}", said(pickle));
    }
}

#[test]
fn what_would_have_no_end_is_refused() {
    // A list in itself.
    assert!(said(b"\x80\x04]\x94h\x00a.").contains("it holds itself"));
    let deep = [&b"\x80\x04"[..], &b"]".repeat(101), &b"a".repeat(100), b"."].concat();
    assert!(said(&deep).contains("more than 100 deep"));
    let fits = [&b"\x80\x04"[..], &b"]".repeat(100), &b"a".repeat(99), b"."].concat();
    assert_eq!(value::depth(&decode(&fits).unwrap()), 100);
    // Each list holds the one before it twice: 2^40 values of a hundred bytes.
    let mut doubling = b"\x80\x04]\x94".to_vec();
    for number in 0..40_u8 {
        doubling.extend([b']', 0x94, b'(', b'h', number, b'h', number, b'e']);
    }
    doubling.push(b'.');
    assert!(said(&doubling).contains("more than 1048576 values"));
    // A text of a megabyte, again and again.
    let mut long = [&b"\x80\x04X\x00\x00\x10\x00"[..], &b"x".repeat(1 << 20), b"\x94]("].concat();
    long.extend(b"h\x00".repeat(100));
    long.extend(b"e.");
    assert!(said(&long).contains("bytes of text"));
    let bytes = [&b"\x80\x04B\x00\x00\x10\x00"[..], &b"x".repeat(1 << 20), b"."].concat();
    assert!(said(&bytes).contains("values"));
    let many = [&b"\x80\x04]("[..], &b"N".repeat(1 << 20), b"e."].concat();
    assert!(said(&many).contains("more than 1048576 values (opcode NONE"));
    assert!(said(&vec![0x80; LARGEST + 1]).contains("more than the 16777216"));
    let marks = [&b"\x80\x04"[..], &b"(".repeat(1001), b"."].concat();
    assert!(said(&marks).contains("too many marks"));
}

/// The target for fuzzing over its seeds, and over what becomes of them in a hundred thousand changes.
mod fuzzing {
    use std::panic::catch_unwind;

    use crate::seeded::{Random, change};

    use super::{fuzz, seeds};

    const CHANGES: u64 = 100_000;

    /// Instructions and lengths.
    const PIECES: &[&[u8]] = &[
        b"(",
        b".",
        b"]",
        b"}",
        b")",
        b"a",
        b"e",
        b"s",
        b"u",
        b"t",
        b"R",
        b"b",
        b"\x81",
        b"\x85",
        b"\x86",
        b"\x8f",
        b"\x90",
        b"\x91",
        b"\x93",
        b"\x94",
        b"h\x00",
        b"h\x05",
        b"q\x00",
        b"j\xff\xff\xff\xff",
        b"r\x01\x00\x00\x00",
        b"N",
        b"K\x01",
        b"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x8b\xff\xff\xff\xff",
        b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff",
        b"X\xff\xff\xff\x7f",
        b"\x8c\x03set",
        b"\x8c\x08builtins",
        b"c__builtin__\nset\n",
        b"c_codecs\nencode\n",
        b"cposix\nsystem\n",
        b"h\x00h\x00h\x00h\x00",
        b"\x80\x02",
    ];

    #[test]
    fn changed_seeds_are_read() {
        let seeds = seeds().map(<[u8]>::to_vec);
        seeds.iter().for_each(|seed| fuzz(seed));
        for number in 0..CHANGES {
            let changed = change(&seeds, PIECES, &mut Random::new(number));
            let outcome = catch_unwind(|| fuzz(&changed));
            assert!(outcome.is_ok(), "change {number}: {:?}", changed.escape_ascii().to_string());
        }
    }
}
