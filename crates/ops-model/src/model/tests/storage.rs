use super::{ask, begin, deployed, end, settle};

#[test]
fn instances_are_numbered_throughout_the_model() {
    let mut model = deployed(2, 0);
    settle(&mut model, |_, _| {});
    let ids = |model: &super::Model, unit: &str| {
        let storages = &model.unit(unit).unwrap().state().storages;
        storages.iter().map(|instance| instance.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!((ids(&model, "web/0"), ids(&model, "web/1")), (vec!["data/0".into()], vec!["data/1".into()]));

    model.tick();
    let mut hook = begin(&mut model, "web/1", "update-status");
    ask(&mut hook.1, "storage-add extra=2");
    end(&mut model, "web/1", hook);
    assert_eq!(ids(&model, "web/1"), ["data/1", "extra/2", "extra/3"]);
    assert!(model.unit("web/1").unwrap().state().requested_storages.is_empty());
    let mut kinds = Vec::new();
    settle(&mut model, |_, context| {
        if context.hook().name() == "extra-storage-attached" {
            kinds.push(ask(context, "storage-get kind"));
        }
    });
    assert_eq!(kinds, ["block", "block"]);

    assert_eq!(model.add_storage("web/0", "extra").unwrap(), "extra/4");
    settle(&mut model, |_, _| {});
    model.detach_storage("extra/4").unwrap();
    assert_eq!(settle(&mut model, |_, _| {}), ["web/0 extra-storage-detaching"]);
    assert_eq!(ids(&model, "web/0"), ["data/0"]);
}
