//! What is in databags.

use super::{Checks, Rule};
use crate::state::{Bag, Relation};

pub(super) fn check(checks: &mut Checks<'_>, relation: &Relation) {
    check_bag(checks, relation, &checks.state.unit, &relation.local_unit_data);
    check_bag(checks, relation, checks.state.app(), &relation.local_app_data);
    check_bag(checks, relation, &relation.remote_app, &relation.remote_app_data);
    for (unit, bag) in &relation.remote_units_data {
        check_bag(checks, relation, unit, bag);
    }
}

fn check_bag(checks: &mut Checks<'_>, relation: &Relation, whose: &str, bag: &Bag) {
    for (key, value) in bag {
        if key.is_empty() {
            let what = format!("the databag of `{whose}` on `{}` has an empty key", relation.full_id());
            checks.report(Rule::EmptyKey, what, "give the key a name, or leave it out");
        }
        if value.is_empty() {
            let id = relation.full_id();
            let what = format!("the databag of `{whose}` on `{id}` has nothing under the key `{key}`");
            checks.report(Rule::EmptyValue, what, "leave the key out, or give it a value");
        }
    }
}
