//! Over models a requirer cannot put anything into a secret. The provider gives it a key to encrypt that with.

use std::fs::File;
use std::io::Read;

use ops::prelude::*;

use crate::Error;
use crate::wire;

const KEY: &str = "encryption-key";

/// Makes the key, once for a relation, where the other side is in another model.
pub(super) fn share_key(cx: &Context, leader: &Leader, relation: &Relation) -> Result<(), Error> {
    if !wire::is_cross_model(cx, relation) {
        return Ok(());
    }
    let label = format!("{}-{}-{}", cx.model().uuid(), relation.id(), wire::ENCRYPTION_SECRET);
    let secret = match cx.app().secret_by_label(leader, &label)? {
        Some(secret) => secret,
        None => {
            let key = base64(&random().map_err(Error::Random)?);
            let content = SecretContent::new([(KEY, key)]).map_err(ModelError::from)?;
            cx.app().add_secret(leader, &content, &SecretMetadata::new().label(label))?
        }
    };
    secret.grant(relation)?;
    Ok(relation.local_app(leader).set(wire::ENCRYPTION_SECRET, secret.id().as_str())?)
}

/// As many bytes as a key of Fernet has.
fn random() -> std::io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Base64 with the letters of URLs, which keys of Fernet are written in.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS.get(bits >> (18 - 6 * place) & 63).copied().map_or('=', char::from);
            text.push(if place > three.len() { '=' } else { letter });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_python() {
        // From `base64.urlsafe_b64encode`.
        for (bytes, text) in
            [(&b""[..], ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foo", "Zm9v"), (b"\xfb\xff\xfe", "-__-")]
        {
            assert_eq!(base64(bytes), text);
        }
        assert_eq!(base64(&random().unwrap()).len(), 44);
        assert_ne!(random().unwrap(), random().unwrap());
    }
}
