//! What a tool answers, and how it is read.

use std::borrow::Cow;

use serde_json::Value;

use super::{bad_answer, json};
use crate::backend::{ToolCall, ToolError};
use crate::names::UnitName;
use crate::texts::{TextBytes, Texts};
use crate::unreadable::reason;

/// No more units are believed to come before they do.
const MOST_BELIEVED: usize = 4 << 10;

/// What a tool answers. That of a test in memory need not be printed to be read.
pub(crate) enum Answer {
    /// As the tool prints it.
    Printed(Vec<u8>),
    /// Texts by their keys, for one that was asked for JSON.
    #[cfg(feature = "testing")]
    Texts(Texts),
    /// A value, for one that was asked for JSON.
    #[cfg(feature = "testing")]
    Value(Value),
}

impl Answer {
    /// What was printed; nothing if that was not needed.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Printed(bytes) => bytes,
            #[cfg(feature = "testing")]
            _ => &[],
        }
    }

    /// As the text that it must be.
    pub(super) fn text(&self, call: &ToolCall<'_>) -> Result<Cow<'_, str>, ToolError> {
        #[cfg(feature = "testing")]
        match self {
            Self::Printed(_) => {}
            // Plain data, with texts for keys: it can always be written.
            Self::Texts(texts) => return Ok((serde_json::to_string(texts).unwrap_or_default() + "\n").into()),
            Self::Value(value) => return Ok(format!("{value}\n").into()),
        }
        let bytes = self.bytes();
        let text = str::from_utf8(bytes).map_err(|error| bad_answer(call, bytes, &error.to_string()))?;
        Ok(text.into())
    }

    /// As the JSON that it must be.
    pub(super) fn value(&mut self, call: &ToolCall<'_>) -> Result<Value, ToolError> {
        #[cfg(feature = "testing")]
        match self {
            Self::Printed(_) => {}
            Self::Texts(texts) => return Ok(texts.iter().collect()),
            Self::Value(value) => return Ok(value.take()),
        }
        self.read(call, |text| serde_json::from_str(text))
    }

    /// As texts by their keys; `null` is none.
    pub(super) fn texts(self, call: &ToolCall<'_>) -> Result<Texts, ToolError> {
        let printed = match self {
            Self::Printed(bytes) => bytes,
            #[cfg(feature = "testing")]
            Self::Texts(texts) => return Ok(texts),
            #[cfg(feature = "testing")]
            Self::Value(Value::Null) => return Ok(Texts::default()),
            #[cfg(feature = "testing")]
            Self::Value(value) => value.to_string().into(),
        };
        Texts::read(printed).map_err(|(answer, error)| bad_answer(call, &answer, &error.to_string()))
    }

    /// The same where one may be long.
    pub(super) fn text_bytes(self, call: &ToolCall<'_>) -> Result<TextBytes, ToolError> {
        match self {
            Self::Printed(bytes) => TextBytes::read(bytes)
                .map_err(|(answer, error)| bad_answer(call, &answer, &error.to_string())),
            #[cfg(feature = "testing")]
            other => Ok(other.texts(call)?.into()),
        }
    }

    /// As the names of units; `null` is none.
    pub(super) fn units(&self, call: &ToolCall<'_>) -> Result<Vec<UnitName>, ToolError> {
        // There may be a thousand; each but the last has a comma behind it.
        let commas = self.bytes().iter().filter(|byte| **byte == b',').count();
        let mut units = Vec::with_capacity(MOST_BELIEVED.min(commas + 1));
        let mut add = |name: &str| name.parse().map(|unit| units.push(unit));
        self.read(call, |text| json::each(text, &mut add))?;
        Ok(units)
    }

    fn read<T>(
        &self,
        call: &ToolCall<'_>,
        read: impl FnOnce(&str) -> serde_json::Result<T>,
    ) -> Result<T, ToolError> {
        read(&self.text(call)?).map_err(|error| bad_answer(call, self.bytes(), &reason(error)))
    }
}
