//! Actions: parameters in, results out.

mod context;
mod params;
mod results;

pub use context::ActionContext;
pub use params::{ActionParams, ParamError, Params, ParamsError};
pub use results::ResultsError;
pub(crate) use results::flatten;
