//! The names in `#[on(…)]` against the metadata: is there such an event, and such an endpoint, storage, container or
//! action?

use ops_metadata::render::Text;
use ops_metadata::{Code, EventKind, Section, Span, Subject, catalogue, suggest};

use super::on::{Argument, Trigger};
use super::similar::similar;
use crate::errors::Errors;
use crate::message::{find, list, one_of, texts};
use crate::metadata::Charm;

/// The event that an argument names, if it is one that Juju can send to this charm.
pub(crate) fn check(charm: &Charm, argument: &Argument, errors: &mut Errors) -> Option<Trigger> {
    let Some(trigger) = argument.trigger() else {
        unknown_event(charm, argument, errors);
        return None;
    };
    let subject = match trigger {
        Trigger::Juju(kind) => kind.subject(),
        Trigger::Custom
        | Trigger::Emitted
        | Trigger::Reconcile
        | Trigger::CollectUnitStatus
        | Trigger::CollectAppStatus => None,
    };
    // A text without a letter names nothing.
    let name = argument.subject.as_ref();
    let found = match (subject, name.filter(|name| subject.is_none() || !name.value().is_empty())) {
        (None, None) => true,
        (None, Some(name)) => {
            let kind = &argument.kind;
            let message = Text::new(
                catalogue::WRONG_SUBJECT,
                format!("`{kind}` is not about one endpoint, storage, container or action: it takes no name"),
            )
            .help(format!("write `#[on({kind})]`"));
            errors.say(name, &message);
            false
        }
        (Some(subject), None) => {
            missing_subject(charm, argument, subject, errors);
            false
        }
        (Some(subject), Some(name)) => known_subject(charm, argument, subject, name, errors),
    };
    found.then_some(trigger)
}

fn missing_subject(charm: &Charm, argument: &Argument, subject: Subject, errors: &mut Errors) {
    let kind = &argument.kind;
    let word = subject.as_str();
    let mut message =
        Text::new(catalogue::WRONG_SUBJECT, format!("`{kind}` is an event of one {word}: of which?"));
    let names = charm.metadata().names(subject);
    message = match names.as_slice() {
        [] if charm.names_are_complete() => none_at_all(message, subject),
        [] => message.help(format!("name the {word}: `#[on({kind} = \"…\")]`")),
        [only] => message.help(format!("write `#[on({kind} = \"{}\")]`", only.value)),
        [first, ..] => message
            .note(format!("this charm has {}", list(&texts(&names))))
            .help(format!("name one: `#[on({kind} = \"{}\")]`", first.value)),
    };
    match &argument.subject {
        Some(empty) => errors.say(empty, &message),
        None => errors.say(kind, &message),
    }
}

fn none_at_all(text: Text, subject: Subject) -> Text {
    let keys: Vec<&str> = sections(subject).iter().map(|section| section.key()).collect();
    text.note(format!("its metadata declares no {} at all", subject.as_str()))
        .help(format!("it would stand under the key {}", one_of(&keys)))
}

fn known_subject(
    charm: &Charm,
    argument: &Argument,
    subject: Subject,
    name: &syn::LitStr,
    errors: &mut Errors,
) -> bool {
    let wanted = name.value();
    if find(&charm.metadata().names(subject), &wanted).is_some() || !charm.names_are_complete() {
        return true;
    }
    for other in [Subject::Endpoint, Subject::Storage, Subject::Container, Subject::Action] {
        if let Some(known) = find(&charm.metadata().names(other), &wanted) {
            wrong_section(charm, argument, other, known.span, name, errors);
            return false;
        }
    }
    match charm.metadata().option(&wanted) {
        Some(option) => config_option(charm, argument, option.name.span, name, errors),
        None => unknown_subject(charm, subject, name, errors),
    }
    false
}

/// An option has no event of its own.
fn config_option(charm: &Charm, argument: &Argument, span: Span, name: &syn::LitStr, errors: &mut Errors) {
    let (kind, wanted) = (&argument.kind, name.value());
    let title = format!("`{wanted}` is a config option of this charm, and `{kind}` is no event of it");
    let message = Text::new(catalogue::WRONG_SECTION, title)
        .frame_in(charm.metadata().section(Section::Config), span)
        .help("did you mean `#[on(config_changed)]`? It comes when any of them has changed");
    errors.say_of(charm, name.span(), &message);
}

/// Whether there may be an endpoint, a storage, a container or an action of this name; an error if there surely is none.
pub(crate) fn check_name(charm: &Charm, subject: Subject, name: &syn::LitStr, errors: &mut Errors) -> bool {
    let is_known = find(&charm.metadata().names(subject), &name.value()).is_some();
    let may_be = is_known || !charm.names_are_complete();
    if !may_be {
        unknown_subject(charm, subject, name, errors);
    }
    may_be
}

fn wrong_section(
    charm: &Charm,
    argument: &Argument,
    section: Subject,
    span: Span,
    name: &syn::LitStr,
    errors: &mut Errors,
) {
    let (kind, wanted) = (&argument.kind, name.value());
    let instead = usual_event(section).attribute();
    let message = Text::new(
        catalogue::WRONG_SECTION,
        format!("`{wanted}` is {} of this charm, and `{kind}` is no event of it", with_article(section)),
    )
    .frame_in(section_of(charm, section, span), span)
    .help(format!("did you mean `#[on({instead} = \"{wanted}\")]`?"));
    errors.say_of(charm, name.span(), &message);
}

fn unknown_subject(charm: &Charm, subject: Subject, name: &syn::LitStr, errors: &mut Errors) {
    let wanted = name.value();
    let declared = charm.metadata().names(subject);
    let names = texts(&declared);
    let code = unknown(subject);
    let word = subject.as_str();
    let mut message = Text::new(code, format!("this charm has no {word} `{wanted}`"));
    match suggest::closest(&wanted, &names).and_then(|closest| find(&declared, closest)) {
        Some(known) => {
            message = message.frame_in(section_of(charm, subject, known.span), known.span).help(format!(
                "there is {} `{}`",
                with_article(subject),
                known.value
            ));
        }
        None if declared.is_empty() => message = none_at_all(message, subject),
        None => {
            for section in sections(subject) {
                if let Some(section) = charm.metadata().section(*section) {
                    message = message.frame(section);
                    break;
                }
            }
            message = message.note(format!("it has {}", list(&names)));
        }
    }
    errors.say_of(charm, name.span(), &message);
}

fn unknown_event(charm: &Charm, argument: &Argument, errors: &mut Errors) {
    let written = argument.kind.to_string();
    let mut message = Text::new(catalogue::UNKNOWN_EVENT, format!("Juju has no event `{written}`"));
    if written == "collect_status" {
        let help = "write `#[on(collect_unit_status)]`, or `#[on(collect_app_status)]` for the application's";
        return errors.say(&argument.kind, &message.help(help));
    }
    message = match (as_python_writes_it(charm, &written), similar(&written)) {
        (Some(instead), _) => message.help(format!("the name stands apart: `#[on({instead})]`")),
        (None, Some(known)) => message.help(format!("there is an event `{known}`")),
        (None, None) => message.note(format!("the events are {}", list(&Trigger::names()))),
    };
    errors.say(&argument.kind, &message);
}

/// `db_relation_changed`, as one would write it in Python, is `relation_changed = "db"` here.
fn as_python_writes_it(charm: &Charm, written: &str) -> Option<String> {
    for kind in EventKind::ALL {
        let Some(subject) = kind.subject() else { continue };
        let Some(name) = written.strip_suffix(kind.attribute()) else { continue };
        for known in charm.metadata().names(subject) {
            if name.strip_suffix('_') == Some(&known.value.replace('-', "_")) {
                return Some(format!("{} = \"{}\"", kind.attribute(), known.value));
            }
        }
    }
    None
}

/// The sections of the metadata that hold the names of a kind of thing.
fn sections(subject: Subject) -> &'static [Section] {
    match subject {
        Subject::Endpoint => &[Section::Requires, Section::Provides, Section::Peers],
        Subject::Storage => &[Section::Storage],
        Subject::Container => &[Section::Containers],
        Subject::Action => &[Section::Actions],
    }
}

/// The section that a name stands in: of those that may hold it, the last one above it.
fn section_of(charm: &Charm, subject: Subject, name: Span) -> Option<Span> {
    let mut last: Option<Span> = None;
    for section in sections(subject) {
        if let Some(section) = charm.metadata().section(*section)
            && section.source == name.source
            && section.start.line <= name.start.line
            && last.is_none_or(|last| section.start.line >= last.start.line)
        {
            last = Some(section);
        }
    }
    last
}

fn unknown(subject: Subject) -> Code {
    match subject {
        Subject::Endpoint => catalogue::UNKNOWN_ENDPOINT,
        Subject::Storage => catalogue::UNKNOWN_STORAGE,
        Subject::Container => catalogue::UNKNOWN_CONTAINER,
        Subject::Action => catalogue::UNKNOWN_ACTION,
    }
}

/// The event that people most often want of a kind of thing.
pub(crate) fn usual_event(subject: Subject) -> EventKind {
    match subject {
        Subject::Endpoint => EventKind::RelationChanged,
        Subject::Storage => EventKind::StorageAttached,
        Subject::Container => EventKind::PebbleReady,
        Subject::Action => EventKind::Action,
    }
}

fn with_article(subject: Subject) -> &'static str {
    match subject {
        Subject::Endpoint => "an endpoint",
        Subject::Storage => "a storage",
        Subject::Container => "a container",
        Subject::Action => "an action",
    }
}
