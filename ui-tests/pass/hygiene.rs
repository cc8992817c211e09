//! A charm whose own names are those that generated code might want.
#![allow(dead_code, unused_macros)]

use ::ops::prelude::{action, charm, config, databag, on, stored_state};

// Types, modules, functions and macros of the standard library, of serde and of this one.
mod core {}
mod std {}
mod alloc {}
mod serde {}
mod ops {
    pub mod __private {}
}

struct Result;
struct Option;
struct Vec;
struct String;
struct Box;
struct Sized;
struct Default;
struct Clone;
struct Copy;
struct Debug;
struct From;
struct Into;
struct Serialize;
struct Deserialize;
struct Self_;

struct Context;
struct Values;
struct Params;
struct Parts;
struct Call;
struct Handler;
struct Charm;
struct CharmStruct;
struct Facts;
struct FromConfig;
struct ActionParams;
struct ConfigError;
struct StateLocation;
struct Endpoint;
struct Requires;
struct Container;
struct OptionName;
struct Install;
struct RelationChanged;

#[allow(non_snake_case)]
fn Ok() {}
#[allow(non_snake_case)]
fn Err() {}
#[allow(non_snake_case)]
fn Some() {}
#[allow(non_snake_case)]
fn None() {}
fn drop() {}
fn values() {}
fn params() {}
fn call() {}
fn cx() {}
fn on() {}
fn charm() {}
fn config() {}
fn same_metadata() {}
fn absent() {}

macro_rules! not_this {
    ($($name:ident)*) => {$(
        macro_rules! $name { ($any:tt) => { compile_error!("the charm's own macro") }; }
    )*};
}
not_this!(vec panic assert cfg include_bytes matches format format_args unreachable);

// Named as what is generated for the charm `Web`.
struct WebEndpoints;
struct WebContainers;
struct WebStorages;
struct WebActions;
#[derive(::std::default::Default)]
struct WebOptions;

#[config]
struct Config {
    #[config(name = "port")]
    values: u16,
    #[config(name = "admin-password")]
    field_0: ::std::option::Option<::ops::SecretId>,
}

#[stored_state]
struct State {
    errors: u32,
    error: ::std::option::Option<u8>,
}

#[databag]
struct Request {
    values: u32,
    params: ::std::option::Option<u8>,
}

#[action("get-password")]
struct GetPassword {
    #[action(name = "username")]
    params: ::std::string::String,
    #[action(name = "valid-for")]
    field_0: ::std::option::Option<u32>,
}

#[charm]
struct Web {
    #[config]
    parts: Config,
    #[stored_state]
    call: State,
    charm: u8,
    cx: u8,
    event: u8,
    params: u8,
    values: u8,
    errors: u8,
    self_: u8,
    field_0: u8,
    options: WebOptions,
}

// The handlers are named as methods of the traits that are implemented for the charm.
#[charm(allow(unhandled_action))]
impl Web {
    #[on(install)]
    fn build(&mut self, _cx: &::ops::Context, _event: ::ops::Install) {
        self.call.errors += u32::from(self.parts.values);
    }

    #[on(relation_changed = "db")]
    fn stored_state(&mut self, _cx: &::ops::Context, event: ::ops::RelationChanged) -> ::ops::Result {
        ::ops::Event::defer(&event);
        ::std::result::Result::Ok(())
    }

    #[on(action = "get-password")]
    fn from_params(&self, _cx: &::ops::Context, params: GetPassword) -> ::ops::ActionResult {
        let _ = (Self::ENDPOINTS.db, Self::OPTIONS.port, params);
        ::std::result::Result::Ok(())
    }

    #[on(collect_unit_status)]
    fn default(&self, _cx: &::ops::Context) -> ::ops::Status {
        ::ops::Status::active()
    }
}

fn main() {
    let _ = ::ops::__private::main::<Web>;
}
