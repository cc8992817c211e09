//! Statuses that the provider shows on the relation.

use serde::{Deserialize, Serialize};

use super::json;

/// What the provider has to say of a relation: an object in the list `status`.
///
/// ```
/// use postgresql_client::RelationStatus;
///
/// let status = RelationStatus::new(4001, "the cluster is being upgraded", "wait");
/// assert!(status.is_transitory() && !status.is_fatal());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationStatus {
    /// Which status it is; its thousands say of what kind.
    pub code: i64,
    /// What is so.
    pub message: String,
    /// What to do about it.
    pub resolution: String,
}

impl RelationStatus {
    /// A status.
    pub fn new(code: i64, message: impl Into<String>, resolution: impl Into<String>) -> Self {
        Self { code, message: message.into(), resolution: resolution.into() }
    }

    /// Code 1000 to 1999: good to know.
    #[must_use]
    pub fn is_informational(&self) -> bool {
        self.code.div_euclid(1000) == 1
    }

    /// Code 4000 to 4999: it goes by.
    #[must_use]
    pub fn is_transitory(&self) -> bool {
        self.code.div_euclid(1000) == 4
    }

    /// Code 5000 to 5999: the relation has to be removed.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        self.code.div_euclid(1000) == 5
    }

    /// The statuses in a `status` key, by their codes; none, if it is not what it should be.
    pub(crate) fn read(json: Option<&str>) -> Vec<Self> {
        let mut statuses: Vec<Self> =
            json.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        statuses.sort_by_key(|status| status.code);
        statuses
    }

    /// What a `status` key holds for these.
    pub(crate) fn write(statuses: &[Self]) -> String {
        let objects = statuses.iter().map(|Self { code, message, resolution }| {
            serde_json::json!({"code": code, "message": message, "resolution": resolution})
        });
        json::dumps(&objects.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_written_as_it_is_read() {
        let text = r#"[{"code": 1000, "message": "m", "resolution": "r"}, {"code": 5001, "message": "", "resolution": ""}]"#;
        let statuses = RelationStatus::read(Some(text));
        assert_eq!(statuses.iter().map(|status| status.code).collect::<Vec<_>>(), [1000, 5001]);
        assert_eq!(RelationStatus::write(&statuses), text);
        assert!(statuses.iter().any(RelationStatus::is_informational));
        for other in [None, Some(""), Some("{}"), Some(r#"[{"code": "x"}]"#)] {
            assert!(RelationStatus::read(other).is_empty());
        }
    }
}
