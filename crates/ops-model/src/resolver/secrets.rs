//! Secrets: `worker/uniter/secrets/resolver.go`.

use super::hook_info::{HookInfo, SecretHook, SecretHookKind};
use super::local::{Local, LocalSecret};
use super::operation::Step;
use super::remote::{ConsumedSecret, OwnedSecret, Remote};

/// Expired revisions first, then rotations, new revisions of others' secrets, secrets that are gone, obsolete revisions.
pub(super) fn next(local: &Local, remote: &Remote) -> Option<Step> {
    if !local.installed || remote.is_dying() || !local.is_idle() {
        return None;
    }
    first(local, remote, expired)
        .or_else(|| first(local, remote, rotation))
        .or_else(|| remote.consumed_secrets.iter().find_map(|secret| changed(local, secret)))
        .map(|hook| Step::RunHook(HookInfo::Secret(hook)))
        .or_else(|| gone(local, remote))
        .or_else(|| first(local, remote, obsolete).map(|hook| Step::RunHook(HookInfo::Secret(hook))))
}

/// The first owned secret that has something to tell, of a kind. Of the application's only the leader is told.
fn first(
    local: &Local,
    remote: &Remote,
    kind: fn(&LocalSecret, &OwnedSecret) -> Option<SecretHookKind>,
) -> Option<SecretHook> {
    let unknown = LocalSecret::default();
    let mut secrets = remote.owned_secrets.iter().filter(|secret| remote.leader || !secret.is_of_app);
    secrets.find_map(|secret| {
        let kind = kind(local.owned_secrets.get(&secret.uri).unwrap_or(&unknown), secret)?;
        let OwnedSecret { uri, label, is_of_app, .. } = secret;
        Some(SecretHook { uri: uri.clone(), label: label.clone(), is_of_app: *is_of_app, kind })
    })
}

fn expired(local: &LocalSecret, remote: &OwnedSecret) -> Option<SecretHookKind> {
    let mut news =
        remote.expired.iter().filter(|(revision, times)| local.expired.get(revision) != Some(times));
    news.next().map(|(&revision, &times)| SecretHookKind::Expired { revision, times })
}

fn rotation(local: &LocalSecret, remote: &OwnedSecret) -> Option<SecretHookKind> {
    let times = remote.rotations;
    (local.rotations != times).then_some(SecretHookKind::Rotate { times })
}

fn obsolete(local: &LocalSecret, remote: &OwnedSecret) -> Option<SecretHookKind> {
    let revision = *remote.obsolete.difference(&local.obsolete).next()?;
    Some(SecretHookKind::Remove { revision })
}

fn changed(local: &Local, secret: &ConsumedSecret) -> Option<SecretHook> {
    let ConsumedSecret { uri, label, revision } = secret;
    let kind = SecretHookKind::Changed { revision: *revision };
    let is_new = local.consumed_secrets.get(uri) != Some(revision);
    is_new.then(|| SecretHook { uri: uri.clone(), label: label.clone(), is_of_app: false, kind })
}

fn gone(local: &Local, remote: &Remote) -> Option<Step> {
    let is_known =
        |uri: &&String| local.consumed_secrets.contains_key(*uri) || local.owned_secrets.contains_key(*uri);
    let uris: Vec<_> = remote.deleted_secrets.iter().filter(is_known).cloned().collect();
    (!uris.is_empty()).then_some(Step::ForgetSecrets(uris))
}
