use std::time::{Duration, Instant};

use ops::testing::{Broken, Run, Shuffle};

use super::{Fault, Fragile, PLANTED};

/// What the charm is to do, whatever happens.
fn chaos() -> Shuffle<Fragile> {
    Shuffle::new()
        .option(Fragile::OPTIONS.port, [80, 8080])
        .remote_app_data(Fragile::ENDPOINTS.db, [("endpoints", "192.0.2.7:5432")])
        .remote_app_data(Fragile::ENDPOINTS.db, [("endpoints", "192.0.2.8:5432")])
        .always(goes_together)
        .settled(shows_the_database)
}

/// The two keys are there together, or neither is.
fn goes_together(run: &Run) -> bool {
    let of_websites = run.state.relations.iter().filter(|relation| relation.endpoint == "website");
    let has = |bag: &ops::testing::Bag| (bag.contains_key("username"), bag.contains_key("greeting"));
    of_websites.map(|relation| has(&relation.local_unit_data)).all(|(one, other)| one == other)
}

/// Once all is at rest, the unit uses the database that there is.
fn shows_the_database(run: &Run) -> Result<(), String> {
    let database = run.state.relations.iter().find(|relation| relation.endpoint == "db");
    let endpoints = database.and_then(|relation| relation.remote_app_data.get("endpoints"));
    let (status, is_ready) = (&run.state.unit_status, run.state.unit_status.message != "for the container");
    let expected = match endpoints {
        _ if !is_ready => return Ok(()),
        None => "for the database".to_owned(),
        Some(endpoints) => format!("uses {endpoints}"),
    };
    if status.message == expected { Ok(()) } else { Err(format!("it is `{status}`, not `{expected}`")) }
}

/// What breaks the charm with this fault in it.
fn broken(fault: Fault) -> Broken {
    PLANTED.set(Some(fault));
    let begin = Instant::now();
    let broken = chaos().find();
    let took = begin.elapsed();
    PLANTED.set(None);
    let broken = broken.unwrap_or_else(|| panic!("{fault:?} was not found"));
    println!("{fault:?} found in {took:?}\n{broken}");
    assert!(took < Duration::from_secs(10), "{fault:?} took {took:?}");
    broken
}

#[test]
fn the_sound_charm_bears_all_of_it() {
    chaos().run();
}

#[test]
fn an_order_that_was_assumed() {
    let broken = broken(Fault::Order);
    assert!(broken.to_string().contains("there is no port yet"), "{broken}");
    assert_eq!(broken.told().len(), 3, "{broken}");
}

#[test]
fn a_deferral_that_is_lost() {
    let broken = broken(Fault::LostDeferral);
    assert!(broken.why().contains("it is `waiting: for the database`"), "{broken}");
}

#[test]
fn a_write_by_a_unit_that_does_not_lead() {
    let broken = broken(Fault::WriteWithoutLead);
    assert!(broken.to_string().contains("cannot write relation settings"), "{broken}");
}

#[test]
fn two_writes_that_go_together() {
    let broken = broken(Fault::SplitWrite);
    assert!(broken.told().last().is_some_and(|line| line.contains("website-relation-joined")), "{broken}");
}

#[test]
fn a_databag_that_has_changed_since() {
    let broken = broken(Fault::StaleRead);
    assert!(broken.why().contains("192.0.2."), "{broken}");
}
