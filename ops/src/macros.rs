//! The attribute macros, with what they mean to the library beside them.

/// Declares a charm: on the struct, what it is made of; on its `impl` block, which method handles which event.
///
/// # On the struct
///
/// The charm's metadata is looked for from the source file's folder upwards to the package's: a `charmcraft.yaml`, or a `metadata.yaml` with
/// `config.yaml` and `actions.yaml`. What is wrong in it is reported here; an edit of it builds the charm again. (A file that is new beside them is
/// seen with the next edit of any of them or of the code: no stable compiler can be told to wait for one.) What Juju accepts and is likely to hurt is a
/// warning, that `#[allow(deprecated)]` on the struct silences.
///
/// | argument | meaning |
/// |---|---|
/// | `metadata = "path"` | the metadata's folder, from the package's own; the `impl` block, `#[config]` and `#[action]` then need it too |
/// | `state = "juju"` | the default: stored state and deferred events are kept by Juju, committed with the hook |
/// | `state = "local"` | they are kept in a file in the charm's folder: for large state, with a weaker promise |
/// | `test = false` | no test is generated (of a type in a function the compiler runs none, and warns); the same on `#[config]`, `#[action]` and `#[stored_state]` |
/// | `crate = "path"` | the path of this library, where it is not `::ops` |
///
/// A field is one of three:
///
/// | field | filled with |
/// |---|---|
/// | `#[config] config: Config` | the charm's config; `#[config(on_error = "block")]` (the default), `"fail"` or `"handle"` says what a value that does not decode leads to; with `"handle"` the field is a `Result<Config, ConfigError>` |
/// | `#[stored_state] state: State` | what the last event left |
/// | any other | `Default::default()`, anew for each event |
///
/// The struct gets typed constants for what the metadata names, one structure a kind: `Self::ENDPOINTS.db`, `Self::CONTAINERS.web`,
/// `Self::STORAGES.data`, `Self::ACTIONS.get_password`, `Self::OPTIONS.log_level`; `Self::RESOURCES.…` and `Self::BINDINGS.…` if there
/// are resources and extra bindings. A hyphen is an underscore there.
///
/// # Tests that are generated
///
/// Plain `cargo test` of a charm checks what only a run can show, with no line to add: a test beside each of these.
///
/// | on | test | what it checks |
/// |---|---|---|
/// | `#[charm] struct WebApp` | `web_app_has_its_metadata` | the files of the metadata are those that the charm was built from: none changed, none is new |
/// | `#[config] struct Config` | `config_reads_its_defaults` | a charm with no option set reads its options |
/// | `#[action] struct GetPassword` | `get_password_reads_its_examples` | every `default`, every value of an `enum` and every one of the `examples` reads |
/// | `#[stored_state] struct State` | `state_survives` | what was written reads again, also where an older charm lacked a field or a newer one had one more |
///
/// # On the `impl` block
///
/// Methods with [`#[on]`](macro@crate::on) are handlers; the others are left alone. A charm has one such block: a second is an error of the compiler's,
/// "conflicting implementations" of `Charm`. It reads the same metadata as the struct, which is checked.
///
/// | argument | meaning |
/// |---|---|
/// | `allow(lint)`, `warn(…)`, `deny(…)`, `forbid(…)` | how loud a lint is, for all names or for one: `allow(unhandled_action = "pre-upgrade-check")` |
/// | `metadata = "path"`, `crate = "path"` | as on the struct |
///
/// The lints are `unhandled_action` (a warning unless the charm says otherwise), `unhandled_container` and `unhandled_endpoint` (allowed): a thing of the
/// metadata that no handler is for. Those about fields are set where the fields are: [`unused_option`](macro@crate::config),
/// [`unused_parameter`](macro@crate::action).
///
/// ```no_run
/// use ops::prelude::*;
///
/// #[charm(metadata = "../examples/database-client")]
/// struct WebApp;
///
/// #[charm(metadata = "../examples/database-client")]
/// impl WebApp {
///     #[on(relation_changed = "db")]
///     fn database_changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
///         info!("{} of {}", event.relation(), cx.relations(Self::ENDPOINTS.db)?.len());
///         Ok(())
///     }
/// }
///
/// ops::main!(WebApp);
/// ```
pub use ops_macros::charm;

/// Makes a method of a `#[charm] impl` block the handler of one or more events.
///
/// A handler takes `&self` or `&mut self`, then `&Context`, then the event, or for an action its parameters; what comes third may be left out. It
/// returns nothing or an [`ops::Result`](crate::Result); for an action an [`ActionResult`](crate::ActionResult) of what is to be its result.
///
/// | event | third parameter |
/// |---|---|
/// | `install`, `start`, `config_changed`, `upgrade_charm`, `update_status`, `stop`, `remove`, `leader_elected`, `leader_settings_changed` | `Install` and so on |
/// | `relation_created = "endpoint"`, `relation_joined`, `relation_changed`, `relation_departed`, `relation_broken` | `RelationCreated` and so on |
/// | `storage_attached = "storage"`, `storage_detaching` | `StorageAttached`, `StorageDetaching` |
/// | `pebble_ready = "container"`, `pebble_custom_notice`, `pebble_check_failed`, `pebble_check_recovered` | `PebbleReady` and so on |
/// | `secret_changed`, `secret_rotate`, `secret_remove`, `secret_expired` | `SecretChanged` and so on |
/// | `action = "name"` | a struct with [`#[action("name")]`](macro@crate::action) |
/// | `event = Type` | an event of the charm's own ([`#[event]`](macro@crate::event)), as such or as an [`Emitted`](crate::Emitted) |
/// | `reconcile`: every hook, after its own handler | an enum of all the events of this charm, made under the name that it has here |
/// | `collect_unit_status`, `collect_app_status` | none; returns a [`Status`](crate::Status), an `Option` or a `Vec` of them |
///
/// Several events of one shape can share a handler: `#[on(config_changed, upgrade_charm)]`. If it takes the event, its parameter is a type that
/// each of them can be made into: [`LifecycleEvent`](crate::LifecycleEvent), [`RelationEvent`](crate::RelationEvent),
/// [`StorageEvent`](crate::StorageEvent), [`SecretEvent`](crate::SecretEvent), [`WorkloadEvent`](crate::WorkloadEvent).
///
/// A charm in the reconcile style has one handler for every hook (no action, and nothing that was emitted), which brings everything to what it should be:
///
/// ```no_run
/// use ops::prelude::*;
///
/// #[charm(metadata = "../examples/database-client")]
/// struct WebApp;
///
/// #[charm(metadata = "../examples/database-client", allow(unhandled_action))]
/// impl WebApp {
///     #[on(reconcile)]
///     fn reconcile(&mut self, cx: &Context, event: WebAppEvent) -> ops::Result {
///         if let WebAppEvent::DbRelationBroken(event) = event {
///             info!("{} is gone", event.app());
///         }
///         let is_related = !cx.relations(Self::ENDPOINTS.db)?.is_empty();
///         cx.unit().set_status(if is_related { Status::active() } else { Status::blocked("needs a database") })?;
///         Ok(())
///     }
/// }
///
/// ops::main!(WebApp);
/// ```
///
/// An event has one handler; where there are more, each under another `#[cfg(…)]`, it is the one that is compiled.
pub use ops_macros::on;

/// Declares the charm's config options as a struct.
///
/// Each field stands for the option of its name (with `_` for `-`), or of the name in `#[config(name = "log-level")]`. An option without a field
/// is the lint `unused_option`, a warning unless `#[config(allow(unused_option))]` or `allow(unused_option = "name")` says otherwise. An option without a default can be absent: its field is an `Option`.
///
/// | type of the option | types of a field |
/// |---|---|
/// | `int` | any integer type, or its `NonZero`; the default has to fit, and other values are checked when they are read |
/// | `float` | `f32`, `f64` |
/// | `boolean` | `bool` |
/// | `string` | anything that implements [`FromStr`](std::str::FromStr) |
/// | `secret` | [`SecretId`](crate::SecretId) |
/// | any | a type of yours that implements [`ConfigValue`](crate::config::ConfigValue) |
///
/// ```
/// use ops::prelude::*;
///
/// #[config(metadata = "../examples/database-client")]
/// struct Config {
///     port: u16,
///     #[config(name = "admin-password")]
///     password: Option<SecretId>,
/// }
/// ```
pub use ops_macros::config;

/// Declares the parameters of an action as a struct.
///
/// Each field stands for the parameter of its name (with `_` for `-`), or of the name in `#[action(name = "valid-for")]`, and is decoded with serde. A
/// parameter that is neither `required` nor has a default can be absent: its field is an `Option`, and that of no other is. When one does not decode,
/// the action fails and says which and why; the handler does not run.
///
/// A field of a type that the library knows (numbers, strings, `bool`, the standard collections and network addresses, also behind an alias) is held
/// against the parameter's JSON schema: its `type`, and the integers in `enum`, `default`, `minimum` and `maximum`. A parameter without a field is the
/// lint `unused_parameter`, a warning unless `#[action("name", allow(unused_parameter))]` says otherwise.
///
/// ```
/// use ops::prelude::*;
///
/// #[action("get-password", metadata = "../examples/database-client")]
/// struct GetPassword {
///     username: String,
/// }
/// ```
pub use ops_macros::action;

/// Declares what the charm remembers from event to event as a struct.
///
/// Each field's type implements `Default`, `Serialize` and `Deserialize`. A field that an older version of the charm did not write has its default;
/// one that the charm no longer has is ignored. A [generated test](macro@crate::charm#tests-that-are-generated) holds the struct to that.
///
/// A change that is more than that, of a field's type or meaning, is a new version, with the function that makes the state of what an older one stored
/// ([`OldState`](crate::OldState)). A version that is newer than the charm's, as after a rollback, is an error, and nothing is changed.
///
/// | argument | meaning |
/// |---|---|
/// | `version = 2` | the version that is stored beside the state; without it, 1 |
/// | `migrate = State::migrate` | from version 2 on: `fn migrate(old: &OldState) -> ops::Result<State>`, or with another error |
/// | `from_python = State::from_python` | what the charm in Python stored is taken over, once, with the feature `migrate`: `fn from_python(python: &PythonState) -> ops::Result<State>` (`ops::migrate`) |
/// | `test = false`, `crate = "path"` | as on the charm's struct |
///
/// ```
/// use ops::prelude::*;
///
/// #[stored_state]
/// struct State {
///     schema_version: Option<u32>,
/// }
/// ```
pub use ops_macros::stored_state;

/// Declares a component: a part of charms with an endpoint, state, events and handlers of its own. What Python calls a charm library.
///
/// On the struct, with what it speaks, and which side of it:
///
/// | argument | meaning |
/// |---|---|
/// | `interface = "postgresql_client"` | the interface; compared with that of the endpoint where a charm has the component, while the charm compiles, across crates |
/// | `role = "requires"`, `"provides"`, `"peers"` | the side |
/// | `events(created = DatabaseCreated)` | the events that it emits ([`#[event]`](macro@crate::event)), each under the name that a charm handles it by |
/// | `crate = "path"` | the path of this library, where it is not `::ops` |
///
/// Its fields may be `#[stored_state]`, `#[endpoint] endpoint: Endpoint<Requires>`, which is the charm's endpoint, `#[settings]`, a `#[component]` of its own
/// (at the same endpoint unless it says another), or anything with a `Default`.
///
/// Settings are what the charm tells it: `#[component(endpoint = "db", settings = Request { … })]`. What stands there is a value, or a closure that is
/// given `&Context` and returns the value or an `ops::Result` of it (an `Err` fails the hook); it is made anew for each event. Where the type of the
/// settings has a `Default`, they need not be said.
///
/// On the `impl` block, whose handlers are for the events of the endpoint, without its name (`#[on(relation_changed)]`), for those of the unit
/// (`install`, `config_changed`, `secret_changed`), for its own and for those of its components. They run before the charm's handler of the same event. What they
/// emit with [`Context::emit`](crate::Context::emit) is the component's; what they defer comes again to them alone.
///
/// A charm has it as a field, names its endpoint, and handles its events by the field's name:
///
/// ```no_run
/// use ops::prelude::*;
///
/// #[event]
/// pub struct DatabaseCreated {
///     pub endpoints: String,
/// }
///
/// #[stored_state]
/// struct Seen {
///     endpoints: String,
/// }
///
/// #[component(interface = "postgresql_client", role = "requires", events(created = DatabaseCreated))]
/// pub struct Database {
///     #[endpoint]
///     endpoint: Endpoint<Requires>,
///     #[stored_state]
///     seen: Seen,
/// }
///
/// #[component]
/// impl Database {
///     #[on(relation_changed)]
///     fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
///         let Some(endpoints) = event.relation().remote_app()?.get("endpoints")? else { return Ok(()) };
///         if endpoints != self.seen.endpoints {
///             self.seen.endpoints = endpoints.clone();
///             cx.emit(&DatabaseCreated { endpoints })?;
///         }
///         Ok(())
///     }
///
///     /// Whether there is a relation.
///     pub fn is_related(&self, cx: &Context) -> Result<bool, ModelError> {
///         Ok(!cx.relations(self.endpoint)?.is_empty())
///     }
/// }
///
/// #[charm(metadata = "../examples/database-client")]
/// struct WebApp {
///     #[component(endpoint = "db")]
///     database: Database,
/// }
///
/// #[charm(metadata = "../examples/database-client", allow(unhandled_action))]
/// impl WebApp {
///     #[on(database.created)]
///     fn database_created(&mut self, _cx: &Context, event: DatabaseCreated) {
///         info!("the database is at {}", event.endpoints);
///     }
///
///     #[on(collect_unit_status)]
///     fn status(&self, cx: &Context) -> ops::Result<Status> {
///         Ok(if self.database.is_related(cx)? { Status::active() } else { Status::blocked("needs a database") })
///     }
/// }
///
/// ops::main!(WebApp);
/// ```
pub use ops_macros::component;

/// Declares an event of the charm's own as a struct.
///
/// A handler emits it with [`Context::emit`](crate::Context::emit); the one with `#[on(event = DatabaseReady)]` runs as soon as the first has returned. It
/// takes the event as such, or as an [`Emitted<DatabaseReady>`](crate::Emitted), which it may defer: then the event is queued as JSON under the name of its
/// type, and run again in the next dispatch. A field that is added later needs a `#[serde(default)]`.
///
/// ```no_run
/// use ops::prelude::*;
///
/// #[event]
/// struct DatabaseReady {
///     endpoints: String,
/// }
///
/// #[charm(metadata = "../examples/database-client")]
/// struct WebApp;
///
/// #[charm(metadata = "../examples/database-client", allow(unhandled_action))]
/// impl WebApp {
///     #[on(relation_changed = "db")]
///     fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
///         if let Some(endpoints) = event.relation().remote_app()?.get("endpoints")? {
///             cx.emit(&DatabaseReady { endpoints })?;
///         }
///         Ok(())
///     }
///
///     #[on(event = DatabaseReady)]
///     fn database_ready(&mut self, _cx: &Context, event: Emitted<DatabaseReady>) {
///         info!("the database is at {}", event.endpoints);
///     }
/// }
///
/// ops::main!(WebApp);
/// ```
pub use ops_macros::event;

/// Declares a databag as a struct, one field for one key.
///
/// The key is the field's name, or that in `#[databag(name = "extra-user-roles")]`. The values of a databag are strings: a `String` field is the value as it
/// is, any other is written as JSON text; a [`Json<String>`](crate::databag::Json) is a text in quotes. A field that is `None` has no key.
///
/// # With a schema
///
/// `#[databag(schema = "interfaces/postgresql_client/v0/provider.json")]` holds each field against the JSON schema of the interface, a file in the charm's
/// package: that the key is there (`_` for `-`), that the field writes nothing but what the key may be, that it is an `Option` where the key may be
/// missing and in no other place, and that each key which the schema requires has a field. An edit of the schema builds the charm again.
///
/// | argument | meaning |
/// |---|---|
/// | `schema = "path"` | the file, from the package's own folder |
/// | `of = "app"`, `of = "unit"` | whose databag it is, where the schema has both |
/// | `read_only` | the struct is read and never written: each field takes all that its key may be, there need be none for other keys, and an `Option` may stand anywhere |
/// | `crate = "path"` | the path of this library, where it is not `::ops` |
/// | `#[databag(additional)]`, on a field | both sides know this key, the schema does not |
///
/// A field is judged by its type where the library knows that (strings, numbers, `bool`, the standard collections, also behind an alias); a type of
/// your own, and one with `#[serde(with = …)]`, is not.
///
/// ```
/// use ops::prelude::*;
///
/// #[databag]
/// struct DatabaseRequest {
///     database: String,
///     #[databag(name = "extra-user-roles")]
///     roles: Option<String>,
/// }
/// ```
pub use ops_macros::databag;
