//! What becomes of state that an older version stored: the functions that may say so.

use ops::prelude::*;

#[stored_state(version = 2, migrate = Self::of_old, test = false)]
struct Method {
    count: u32,
}

impl Method {
    fn of_old(old: &OldState) -> ops::Result<Self> {
        Ok(Self { count: old.get("counter")?.unwrap_or_default() })
    }
}

#[stored_state(version = 0x3, migrate = inner::of_text, test = false)]
struct Function {
    count: u32,
}

mod inner {
    pub(crate) fn of_text(old: &ops::OldState) -> Result<super::Function, &'static str> {
        let count = old.version().checked_sub(1).ok_or("no such version")?;
        Ok(super::Function { count })
    }
}

#[stored_state(version = 2, migrate = any, test = false)]
struct Generic {
    count: u32,
}

fn any<S: StoredState>(_old: &OldState) -> Result<S, std::io::Error> {
    Ok(S::initial())
}

/// The first version may say that it is.
#[stored_state(version = 1, test = false)]
struct First {
    count: u32,
}

#[charm]
struct WebApp {
    #[stored_state]
    state: Method,
}

#[charm]
impl WebApp {}

fn main() {
    let _ = ops::__private::main::<WebApp>;
    let counts = [
        Method::load_version(1, r#"{"counter": 3}"#).map(|state| state.count).ok(),
        Function::load_version(2, "{}").map(|state| state.count).ok(),
        Generic::load_version(1, "{}").map(|state| state.count).ok(),
        First::load_version(1, r#"{"count": 4}"#).map(|state| state.count).ok(),
        Method::load_version(3, "{}").map(|state| state.count).ok(),
    ];
    assert_eq!(counts, [Some(3), Some(1), Some(0), Some(4), None]);
}
