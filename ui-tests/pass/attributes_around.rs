//! Documentation, derives and other attributes in any order with ours, and names that have to be written raw.

use ops::prelude::*;

type Changed = RelationChanged;
type Text = String;

#[derive(Debug, Clone)]
#[config]
/// Documented.
#[derive(Default)]
struct Config {
    /// Documented.
    #[allow(dead_code)]
    #[config(name = "port")]
    #[doc(alias = "listen")]
    r#type: u16,
    log_level: Text,
}

#[derive(Debug)]
#[stored_state]
#[derive(Clone)]
struct State {
    r#type: u8,
}

#[derive(Debug)]
#[databag]
#[derive(Default)]
struct Request {
    r#type: u16,
    #[serde(default)]
    #[databag(name = "extra-user-roles")]
    roles: Option<Text>,
}

#[allow(dead_code)]
#[action("get-password")]
#[derive(Debug)]
struct Params {
    #[action(name = "username")]
    r#type: Text,
}

#[derive(Debug)]
#[charm]
#[derive(Clone)]
struct r#WebApp {
    #[config]
    /// Documented.
    r#type: Config,
    /// Documented.
    #[stored_state]
    r#fn: State,
    r#as: Vec<u8>,
}

trait Answers {
    type Output;
    type Params;
}

impl Answers for WebApp {
    type Output = ActionResult;
    type Params = Params;
}

#[allow(unused)]
#[charm]
/// Documented.
impl r#WebApp {
    const LENGTH: usize = 2;

    #[on(install)]
    /// Documented.
    #[inline]
    fn r#match(&mut self, _cx: &Context) {
        let _ = [0; Self::LENGTH];
        self.r#as.push(self.r#fn.r#type);
    }

    /// Documented.
    #[on(relation_changed = r"db",)]
    #[on(relation_created = "db")]
    fn related(&mut self, _: &ops::Context, #[allow(unused)] mut r#type: RelationEvent,) {}

    #[ops::on(relation_joined = "db")]
    fn joined(&mut self, _cx: &Context, _event: ops::RelationJoined) {}

    #[on(relation_broken = "db")]
    fn broken(&self, _cx: &Context) -> Result<(), std::num::ParseIntError> {
        let _ = self.r#type.log_level.parse::<u8>()?;
        Ok(())
    }

    #[on(relation_departed = "db")]
    fn departed(&self, _cx: &Context) -> <Self as Departs>::Output {}

    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, _params: <Self as Answers>::Params) -> <Self as Answers>::Output {
        Ok(())
    }

    #[on(relation_changed = "website")]
    fn website(&self, _cx: &Context, _event: Changed) {}
}

trait Departs {
    type Output;
}

impl Departs for WebApp {
    type Output = ();
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
    let _ = Request::default();
}
