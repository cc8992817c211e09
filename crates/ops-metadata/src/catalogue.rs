//! Every kind of mistake that is reported, with its code: what a message, `cargo charm check` and the documentation
//! have in common.
//!
//! The first two digits are the family: 00 files and YAML, 01 the metadata's own rules, 02 names in code, 03 the shape
//! of code, 04 types, 05 completeness, 06 versions. A code is never given to another mistake.

use crate::diagnostic::{Code, Level};

/// One kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub code: Code,
    /// How bad it is, unless a message says otherwise.
    pub level: Level,
    /// What it is, in a few words.
    pub title: &'static str,
}

/// The entry of a code.
pub fn entry(code: Code) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.code == code)
}

macro_rules! catalogue {
    ($($name:ident = $code:literal $level:ident $title:literal;)*) => {
        $(#[doc = concat!($code, ": ", $title, ".")] pub const $name: Code = Code($code);)*

        /// All of them, in the order of their codes.
        pub static CATALOGUE: &[Entry] =
            &[$(Entry { code: $name, level: Level::$level, title: $title }),*];
    };
}

catalogue! {
    NO_METADATA = "OPS0001" Error "no metadata in this folder";
    UNREADABLE_FILE = "OPS0002" Error "a file cannot be read";
    FILE_TOO_LARGE = "OPS0003" Error "a file is too large";
    NOT_UTF8 = "OPS0004" Error "a file is not UTF-8 text";
    YAML_SYNTAX = "OPS0005" Error "a file is not YAML";
    TOO_DEEP = "OPS0006" Error "the YAML is nested too deeply";
    TOO_MANY_NODES = "OPS0007" Error "the YAML has too many values, or its aliases expand to too many";
    DUPLICATE_KEY = "OPS0008" Warning "a key is given twice";
    NOT_A_MAPPING = "OPS0009" Error "a file does not hold a mapping";
    SEVERAL_DOCUMENTS = "OPS0010" Warning "a file holds several YAML documents";
    UNIFIED_AND_SPLIT = "OPS0011" Warning "charmcraft.yaml and a file of its own say the same thing";
    BAD_MERGE = "OPS0012" Error "a merge key `<<` without a mapping";
    MERGE_REPLACES = "OPS0013" Warning "a merge key `<<` replaces a key written before it";
    EMPTY_FILE = "OPS0014" Error "a file holds nothing";
    RECURSIVE_ALIAS = "OPS0015" Error "an alias stands inside of what it names";
    BAD_TAG = "OPS0016" Error "a value is not what its tag says";
    KEY_NOT_STRING = "OPS0017" Error "a key is not a string";

    WRONG_TYPE = "OPS0101" Error "a value has the wrong type";
    MISSING_KEY = "OPS0102" Error "a key that Juju needs is missing";
    MISSING_INTERFACE = "OPS0103" Error "an endpoint without an interface";
    BAD_SCOPE = "OPS0104" Error "the scope of an endpoint is neither `global` nor `container`";
    DUPLICATE_ENDPOINT = "OPS0105" Error "two endpoints have one name";
    RESERVED_NAME = "OPS0106" Error "a name that Juju keeps for itself";
    SUBORDINATE_SCOPE = "OPS0107" Error "a subordinate charm without a container-scoped endpoint";
    BAD_EXTRA_BINDING = "OPS0108" Error "an extra binding that Juju refuses";
    BAD_STORAGE = "OPS0109" Error "a storage that Juju refuses";
    UNKNOWN_RESOURCE = "OPS0110" Error "a container names a resource that is not an oci-image of this charm";
    BAD_MOUNT = "OPS0111" Error "a mount that Juju refuses";
    RESERVED_ID = "OPS0112" Error "a user or group id that Juju keeps for itself";
    BAD_RESOURCE = "OPS0113" Error "a resource that Juju refuses";
    BAD_DEVICE = "OPS0114" Error "a device that Juju refuses";
    BAD_ASSUMES = "OPS0115" Error "an `assumes` expression that Juju cannot read";
    UNKNOWN_OPTION_TYPE = "OPS0116" Error "a config option of a type that Juju does not know";
    BAD_DEFAULT = "OPS0117" Error "the default of a config option is not of its type";
    NO_OPTIONS = "OPS0118" Error "a config without `options`";
    BAD_ACTION_NAME = "OPS0119" Error "an action name that Juju refuses";
    BAD_ACTION_SCHEMA = "OPS0120" Error "an action whose parameters Juju refuses";
    BAD_CHARM_USER = "OPS0121" Error "a charm user that Juju does not know";
    BAD_TERM = "OPS0122" Error "a term that Juju refuses";
    AMBIGUOUS_FORMAT = "OPS0123" Error "keys of the old and of the new metadata format together";
    BAD_SERIES = "OPS0124" Error "a series that Juju refuses";
    BAD_JUJU_VERSION = "OPS0125" Error "a `min-juju-version` that Juju cannot read";
    BAD_PAYLOAD = "OPS0126" Error "a payload that Juju refuses";
    BAD_MANIFEST = "OPS0127" Error "a manifest.yaml that Juju refuses";
    BAD_DEPLOYMENT = "OPS0128" Error "a `deployment` that Juju refuses";
    MISSPELT_KEY = "OPS0130" Warning "a key that nothing reads and that looks like another";
    YAML_TRAP = "OPS0131" Warning "a value without quotes that is not what it looks like";
    POOR_NAME = "OPS0132" Warning "a name that makes trouble later";
    SAME_EVENT = "OPS0133" Warning "two names are one name in code";
    RANGE_UPSIDE_DOWN = "OPS0134" Warning "a storage that asks for more than it allows";
    UNKNOWN_REQUIRED = "OPS0135" Warning "an action requires a parameter that it does not have";
    CHARMCRAFT_NAME = "OPS0136" Warning "a charm name that charmcraft refuses";
    CHARMCRAFT_KEY = "OPS0137" Warning "a key that charmcraft refuses";
    CHARMCRAFT_SHAPE = "OPS0138" Warning "a charmcraft.yaml that charmcraft refuses";

    UNKNOWN_ENDPOINT = "OPS0201" Error "the metadata has no such endpoint";
    UNKNOWN_CONTAINER = "OPS0202" Error "the metadata has no such container";
    UNKNOWN_STORAGE = "OPS0203" Error "the metadata has no such storage";
    UNKNOWN_ACTION = "OPS0204" Error "the metadata has no such action";
    UNKNOWN_OPTION = "OPS0205" Error "the metadata has no such config option";
    UNKNOWN_PARAMETER = "OPS0206" Error "the action has no such parameter";
    UNKNOWN_EVENT = "OPS0207" Error "there is no such kind of event";
    WRONG_SECTION = "OPS0208" Error "the name belongs to another section of the metadata";
    WRONG_SUBJECT = "OPS0209" Error "an event needs a name, or takes none";
    UNKNOWN_KEY = "OPS0210" Error "the interface's schema has no such key";

    WRONG_SIGNATURE = "OPS0301" Error "a handler has the wrong signature";
    DUPLICATE_HANDLER = "OPS0302" Error "an event has two handlers";
    OUTSIDE_CHARM = "OPS0303" Error "an attribute outside of a charm";
    BAD_ARGUMENT = "OPS0304" Error "an attribute has a wrong argument";
    WRONG_ITEM = "OPS0305" Error "an attribute stands on the wrong item";
    CANNOT_DEFER = "OPS0306" Error "an event that cannot be deferred";
    MISSING_ATTRIBUTE = "OPS0307" Error "a type without the attribute that its place asks for";
    UNFILLED_FIELD = "OPS0308" Error "a field of the charm that nothing fills";
    BAD_SCHEMA = "OPS0309" Error "an interface schema that cannot be used";
    WRONG_COMPONENT = "OPS0310" Error "a component does not fit its endpoint";
    WRONG_VERSION = "OPS0311" Error "stored state has a version that nothing migrates to";

    OPTION_TYPE = "OPS0401" Error "a config field cannot hold what its option holds";
    OPTION_PRESENCE = "OPS0402" Error "an option without a default must be an Option, and no other may be one";
    PARAMETER_PRESENCE = "OPS0403" Error "an action parameter that may be absent must be an Option, and no other may be one";
    PARAMETER_TYPE = "OPS0404" Error "a field cannot hold what its action parameter may be";
    VALUE_RANGE = "OPS0405" Error "a field cannot hold a number that the metadata names";
    KEY_TYPE = "OPS0406" Error "a databag field is not what its key is in the interface's schema";
    KEY_PRESENCE = "OPS0407" Error "a databag key that may be missing must be an Option, and no other may be one";
    STORAGE_COUNT = "OPS0408" Error "one instance of a storage that may have several";
    RELATION_COUNT = "OPS0409" Error "the one relation of an endpoint that may have several";

    UNHANDLED_ACTION = "OPS0501" Warning "an action has no handler";
    UNHANDLED_CONTAINER = "OPS0502" Warning "a container has no handler";
    UNHANDLED_ENDPOINT = "OPS0503" Warning "an endpoint has no handler";
    UNUSED_OPTION = "OPS0504" Warning "a config option has no field";
    UNUSED_PARAMETER = "OPS0505" Warning "a parameter of an action has no field";
    MISSING_KEY_FIELD = "OPS0506" Error "a key that the interface's schema requires has no field";

    EVENT_RULED_OUT = "OPS0601" Error "an event that no Juju sends which the charm runs on";
    EVENT_NOT_ASSURED = "OPS0602" Warning "an event that not every Juju sends which the charm runs on";
    POD_SPEC = "OPS0603" Error "a pod spec, which Juju has no more";
}

#[cfg(test)]
mod tests {
    use super::CATALOGUE;

    #[test]
    fn codes_are_in_order_and_given_once() {
        let codes: Vec<_> = CATALOGUE.iter().map(|entry| entry.code.as_str()).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    }
}
