//! What the compiler is to say of a field's type, which a macro cannot see: it may stand behind an alias. The words are ours,
//! with the name and the line that the metadata has; the verdict is the compiler's, at the type.

mod assertions;
mod reader;

pub(crate) use assertions::Assertions;
pub(crate) use reader::{Reader, name_readers};
