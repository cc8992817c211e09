//! The rules, in one table: what each is called, and why Juju keeps it.

macro_rules! rules {
    ($($name:ident $code:literal $why:literal;)*) => {
        /// A rule that a state and an event of Juju's keep.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("`", $code, "`: ", $why, ".")] $name,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$name),*];

            /// Its name for people: `unknown-endpoint`.
            pub fn code(self) -> &'static str {
                match self { $(Rule::$name => $code,)* }
            }

            /// Why Juju keeps it, as a sentence without its end.
            pub fn why(self) -> &'static str {
                match self { $(Rule::$name => $why,)* }
            }
        }
    };
}

rules! {
    BadName "bad-name"
        "Juju names an application in parts of small letters and digits, a letter in each and `-` between them, and a unit by that, `/` and a number";
    PrincipalUnit "principal-unit" "A subordinate runs beside the unit of another charm, and no other charm does";
    PlannedUnits "planned-units" "The units that Juju plans for the application are its own, and this unit is one of them";
    UnknownStatus "unknown-status" "Juju has a fixed list of statuses";
    CharmStateSize "charm-state-size" "Of a charm's state Juju keeps no key and no value that is larger than its limits";
    BadJujuVersion "bad-juju-version" "Juju always tells which version it is";
    Assumes "assumes" "Juju does not deploy a charm where its `assumes` does not hold";
    CloudSpec "cloud-spec" "On Kubernetes Juju tells of its cloud only from 3.6.10 on";

    UnknownOption "unknown-option" "Juju knows an option only from the charm's metadata";
    OptionType "option-type" "Juju takes a value only of the option's type";
    OptionWithoutValue "option-without-value" "An option with a default always has a value";
    SecretOption "secret-option" "Juju takes a charm with an option of the type `secret` only from 3.4 on";

    UnknownEndpoint "unknown-endpoint" "Juju knows an endpoint only from the charm's metadata";
    SameRelationId "same-relation-id" "Each relation of a model has a number of its own";
    PeerApplication "peer-application"
        "A relation of peers is to the application itself, and every other relation is to another application";
    EndpointLimit "endpoint-limit" "Juju makes no more relations of an endpoint than its `limit` says, and one of peers";
    ContainerScope "container-scope"
        "A relation of the scope `container` is between one principal unit and one subordinate beside it";
    OwnUnit "own-unit" "A unit is not among the units that it is told of";
    StrangeUnit "strange-unit" "The units on the other side of a relation are those of its remote application";
    PeerAppData "peer-app-data" "The application's databag of a relation of peers is its own: there is no remote one";
    EmptyKey "empty-key" "A key of a databag is not empty";
    EmptyValue "empty-value" "A key that is set to nothing is no longer in a databag";

    UnknownBinding "unknown-binding" "A network belongs to an endpoint or to an extra binding of the charm's metadata";
    BadPort "bad-port" "Juju opens TCP and UDP from 0 to 65535, and ICMP without a number";
    UnknownResource "unknown-resource" "Juju knows a resource only from the charm's metadata";

    UnknownStorage "unknown-storage" "Juju knows a storage only from the charm's metadata";
    BadStorageId "bad-storage-id" "A storage instance is called by its storage, `/` and a number";
    SameStorageNumber "same-storage-number" "Juju numbers all storage instances of a model together";
    StorageKind "storage-kind" "A storage instance is of the type that the metadata gives";
    StorageCount "storage-count" "A unit has no more instances of a storage than the metadata allows";

    BadSecretId "bad-secret-id" "The id of a secret is 20 digits, `0` to `9` and `a` to `v`, of which the last is `0` or `g`";
    SameSecretId "same-secret-id" "Each secret has an id of its own";
    SecretKey "secret-key"
        "A key in a secret has at least 3 small letters and digits, the first a letter, with single `-` between";
    EmptySecret "empty-secret" "A revision of a secret holds at least one value";
    SecretSize "secret-size"
        "Juju takes 8 KiB for a value and 64 KiB for a secret, and from 3.6 on 1,000,000 bytes for both";
    SecretRevision "secret-revision"
        "Juju counts the revisions of a secret from 1, and a unit reads one that there is or was";
    RotatePolicy "rotate-policy" "Juju has a fixed list of policies of rotation";
    SameSecretLabel "same-secret-label" "No two secrets of one owner have one label";
    SecretGrant "secret-grant" "A secret is granted to the other side of a relation, for as long as there is the relation";
    NoSecretsYet "no-secrets-yet" "Juju has secrets from 3.0.3 on";

    UnknownEvent "unknown-event" "Juju sends the events that follow from the charm's metadata";
    BareEvent "bare-event" "Juju tells with the event what it is about";
    EventVersion "event-version" "Not every version of Juju sends every event";
    NotLeader "not-leader" "Juju sends this event to the leader alone";
    IsLeader "is-leader" "Juju sends this event to every unit but the leader";
    EventWithoutRelation "event-without-relation" "The event of a relation comes only where there is the relation";
    WhichRelation "which-relation" "The event of a relation is about one relation";
    EventWithoutUnit "event-without-unit" "A unit joins and departs, not an application";
    EventWithUnit "event-with-unit" "That a relation is created or broken is about no unit";
    UnitNotJoined "unit-not-joined" "A unit that joins is a member of the relation, and only a member's databag changes";
    DepartingUnit "departing-unit" "It is the unit of the event that departs, or this unit itself";
    UnitsTooEarly "units-too-early" "The units of a relation join after the unit is installed and the relation created";
    UnitsTooLate "units-too-late" "A relation is broken when each of its units has departed";
    BrokenPeers "broken-peers" "A relation of peers is never broken";
    EventWithoutStorage "event-without-storage" "The event of a storage instance comes only where there is the instance";
    WhichStorage "which-storage" "The event of a storage is about one instance";
    EventWithoutSecret "event-without-secret" "The event of a secret comes to a unit that owns it or has read it";
    NotOwner "not-owner" "Only the owner of a secret is to renew it or to remove what nobody reads";
    NothingNew "nothing-new" "A unit is told that a secret has changed when there is a revision after one that it has read";
    EventRevision "event-revision"
        "The revision is told of a secret that has expired, and of one that is to be removed since there is a later one";
    NotRotated "not-rotated" "Juju asks for a new revision only of a secret that has a policy of rotation";
    UnknownContainer "unknown-container" "Juju knows a container only from the charm's metadata";
    UnknownAction "unknown-action" "Juju knows an action only from the charm's metadata";
    UnknownParameter "unknown-parameter" "Juju runs no action with a parameter that its schema does not allow";
    ParameterType "parameter-type" "Juju runs no action with a parameter of another type than its schema says";
    MissingParameter "missing-parameter" "Juju runs no action without the parameters that it requires";
    ParameterValue "parameter-value" "Juju runs no action with a value that its schema rules out";
}
