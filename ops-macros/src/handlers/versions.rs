//! The events in `#[on(…)]` against the versions of Juju that the charm says it runs on.

use ops_metadata::render::Text;
use ops_metadata::{EventKind, JujuVersion, catalogue};
use proc_macro2::Ident;
use syn::Attribute;

use crate::errors::Errors;
use crate::metadata::Charm;

/// Reports an event that Juju cannot send to this charm, or not every Juju sends that the charm can be deployed on.
pub(crate) fn check(
    charm: &Charm,
    kind: EventKind,
    written: &Ident,
    attributes: &[Attribute],
    errors: &mut Errors,
) {
    // An extension may add to `assumes` too.
    if !charm.names_are_complete() {
        return;
    }
    let (at_least, below) = (charm.metadata().juju_at_least(), charm.metadata().juju_below());
    if let (Some(since), Some(below)) = (kind.since(), below)
        && below.version <= since
    {
        let title = format!("no Juju that this charm runs on sends `{written}`: it came with Juju {since}");
        let text = Text::new(catalogue::EVENT_RULED_OUT, title)
            .frame(below.span)
            .help("widen `assumes`, or drop the handler");
        errors.say_of(charm, written.span(), &text);
        return;
    }
    if let (Some(until), Some(at_least)) = (kind.until(), at_least)
        && at_least.version >= until
    {
        let title = format!("no Juju that this charm runs on sends `{written}`: it went with Juju {until}");
        let text = Text::new(catalogue::EVENT_RULED_OUT, title).frame(at_least.span).help("drop the handler");
        errors.say_of(charm, written.span(), &text);
        return;
    }
    let assured = |since: JujuVersion| at_least.is_some_and(|bound| bound.version >= since);
    if let Some(since) = kind.since().filter(|since| !assured(*since)) {
        let title = format!("`{written}` came with Juju {since}: an older one never sends it");
        let text = Text::new(catalogue::EVENT_NOT_ASSURED, title);
        let text = match at_least {
            Some(bound) => text.frame(bound.span).help(format!("write `juju >= {since}` there")),
            None => text.help(format!("write it into the metadata: `assumes: [juju >= {since}]`")),
        };
        let text = text.render(&charm.reading.sources);
        errors.warn(attributes, written.span(), catalogue::EVENT_NOT_ASSURED, &text);
    }
}
