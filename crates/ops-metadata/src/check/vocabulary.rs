//! The keys that Juju, charmcraft and Charmhub read.

/// The keys of one kind of mapping.
pub(super) struct Vocabulary {
    /// Those whose absence hides names that the code may use.
    naming: &'static [&'static str],
    other: &'static [&'static str],
    /// What people write, and what they mean, where the letters alone do not say it.
    mistaken: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    pub(super) fn words(&self) -> Vec<&'static str> {
        [self.naming, self.other].concat()
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.naming.contains(&key) || self.other.contains(&key)
    }

    pub(super) fn names(&self, key: &str) -> bool {
        self.naming.contains(&key)
    }

    pub(super) fn meant(&self, key: &str) -> Option<&'static str> {
        for (mistaken, meant) in self.mistaken {
            if *mistaken == key {
                return Some(meant);
            }
        }
        None
    }
}

const SECTIONS: &[&str] =
    &["provides", "requires", "peers", "containers", "storage", "resources", "devices", "extra-bindings"];
const SECTIONS_AND_FILES: &[&str] = &[
    "provides",
    "requires",
    "peers",
    "containers",
    "storage",
    "resources",
    "devices",
    "extra-bindings",
    "config",
    "actions",
];
const SECTIONS_MISTAKEN: &[(&str, &str)] = &[
    ("relations", "requires"),
    ("storages", "storage"),
    ("extra-binding", "extra-bindings"),
    ("dev", "devices"),
];

/// metadata.yaml, where charmcraft's own keys may be left, too.
pub(super) const METADATA: &Vocabulary = &Vocabulary {
    naming: SECTIONS,
    other: &[
        "name",
        "summary",
        "description",
        "display-name",
        "maintainer",
        "maintainers",
        "docs",
        "issues",
        "source",
        "website",
        "tags",
        "categories",
        "series",
        "min-juju-version",
        "subordinate",
        "assumes",
        "terms",
        "charm-user",
        "payloads",
        "deployment",
        "revision",
        "format",
        "type",
        "title",
        "base",
        "build-base",
        "bases",
        "platforms",
        "parts",
        "links",
        "charm-libs",
        "config",
        "options",
        "actions",
        "version",
        "contact",
        "license",
        "language",
        "framework",
        "extensions",
        "analysis",
        "charmhub",
    ],
    mistaken: SECTIONS_MISTAKEN,
};

/// charmcraft.yaml.
pub(super) const CHARMCRAFT: &Vocabulary = &Vocabulary {
    naming: SECTIONS_AND_FILES,
    other: &[
        "type",
        "name",
        "title",
        "summary",
        "description",
        "base",
        "build-base",
        "bases",
        "platforms",
        "parts",
        "links",
        "charm-libs",
        "charm-user",
        "assumes",
        "subordinate",
        "terms",
        "analysis",
        "adopt-info",
        "package-repositories",
        "charmhub",
        "extensions",
        "version",
    ],
    mistaken: SECTIONS_MISTAKEN,
};

/// An endpoint.
pub(super) const ENDPOINT: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &["interface", "limit", "optional", "scope", "description"],
    mistaken: &[],
};

/// A container.
pub(super) const CONTAINER: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &["resource", "mounts", "uid", "gid", "bases"],
    mistaken: &[("image", "resource"), ("user", "uid"), ("group", "gid")],
};

/// A mount of a container.
pub(super) const MOUNT: &Vocabulary =
    &Vocabulary { naming: &[], other: &["storage", "location"], mistaken: &[("path", "location")] };

/// A storage.
pub(super) const STORAGE: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &[
        "type",
        "description",
        "location",
        "shared",
        "read-only",
        "multiple",
        "minimum-size",
        "properties",
    ],
    mistaken: &[("size", "minimum-size"), ("min-size", "minimum-size"), ("minimum", "minimum-size")],
};

/// A resource.
pub(super) const RESOURCE: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &["type", "filename", "description", "upstream-source", "auto-fetch"],
    mistaken: &[("upstream", "upstream-source"), ("source", "upstream-source"), ("file", "filename")],
};

/// A device.
pub(super) const DEVICE: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &["type", "description", "countmin", "countmax"],
    mistaken: &[("min", "countmin"), ("max", "countmax")],
};

/// config.yaml.
pub(super) const CONFIG: &Vocabulary =
    &Vocabulary { naming: &["options"], other: &[], mistaken: &[("config", "options")] };

/// A config option.
pub(super) const OPTION: &Vocabulary =
    &Vocabulary { naming: &[], other: &["type", "default", "description"], mistaken: &[] };

/// An action.
pub(super) const ACTION: &Vocabulary = &Vocabulary {
    naming: &["params"],
    other: &[
        "description",
        "title",
        "parallel",
        "execution-group",
        "required",
        "additionalProperties",
        "properties",
        "patternProperties",
        "minProperties",
        "maxProperties",
        "dependencies",
        "definitions",
        "type",
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "$id",
        "$ref",
        "$schema",
        "default",
        "examples",
    ],
    mistaken: &[("parameters", "params"), ("options", "params"), ("args", "params"), ("arguments", "params")],
};

/// The JSON schema of a parameter.
pub(super) const SCHEMA: &Vocabulary = &Vocabulary {
    naming: &[],
    other: &[
        "type",
        "title",
        "description",
        "default",
        "enum",
        "const",
        "pattern",
        "format",
        "examples",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "items",
        "additionalItems",
        "minItems",
        "maxItems",
        "uniqueItems",
        "contains",
        "properties",
        "patternProperties",
        "additionalProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "dependencies",
        "required",
        "definitions",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "if",
        "then",
        "else",
        "readOnly",
        "writeOnly",
        "deprecated",
        "$id",
        "$ref",
        "$comment",
    ],
    mistaken: &[
        ("enumerate", "enum"),
        ("enumeration", "enum"),
        ("choices", "enum"),
        ("min", "minimum"),
        ("max", "maximum"),
        ("regex", "pattern"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_known() {
        for vocabulary in [
            METADATA, CHARMCRAFT, ENDPOINT, CONTAINER, MOUNT, STORAGE, RESOURCE, DEVICE, CONFIG, OPTION,
            ACTION, SCHEMA,
        ] {
            for (mistaken, meant) in vocabulary.mistaken {
                assert!(vocabulary.knows(meant) && !vocabulary.knows(mistaken), "{mistaken}: {meant}");
            }
        }
    }
}
