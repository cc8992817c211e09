"""What `tested-charm` does, with ops: `peer.py CASE COUNT`."""

import json
import sys
import warnings

import ops
from ops import testing

# That it is deprecated is known.
warnings.simplefilter("ignore")

META = {"name": "tested-charm", "requires": {"db": {"interface": "addresses"}}}
CONFIG = {"options": {"port": {"type": "int", "default": 8080}}}
ACTIONS = {
    "greet": {
        "description": "Greets.",
        "params": {"name": {"type": "string"}},
        "required": ["name"],
    }
}
ACTIVE = testing.ActiveStatus("port 8080")


class Tested(ops.CharmBase):
    def __init__(self, framework):
        super().__init__(framework)
        framework.observe(self.on.config_changed, self._configure)
        framework.observe(self.on.db_relation_changed, self._changed)
        framework.observe(self.on.greet_action, self._greet)

    def _configure(self, event):
        self.unit.status = ops.ActiveStatus(f"port {self.config['port']}")

    def _changed(self, event):
        own = event.relation.data[self.unit]
        if event.relation.data[event.relation.app].get("endpoints"):
            own["seen"] = str(int(own.get("seen", "0")) + 1)

    def _greet(self, event):
        event.set_results({"text": "Hello, " + event.params["name"]})


class Storing(ops.CharmBase):
    _stored = ops.StoredState()

    def __init__(self, framework):
        super().__init__(framework)
        self._stored.set_default(handled=0)
        framework.observe(self.on.config_changed, self._configure)

    def _configure(self, event):
        self._stored.handled += 1
        self.unit.status = ops.ActiveStatus(f"port {self.config['port']}")


def config_changed(count):
    context = testing.Context(Tested, meta=META, config=CONFIG, actions=ACTIONS)
    state = testing.State()
    for _ in range(count):
        state = context.run(context.on.config_changed(), state)
    assert count == 0 or state.unit_status == ACTIVE


def relation_changed(count):
    context = testing.Context(Tested, meta=META, config=CONFIG, actions=ACTIONS)
    relation = testing.Relation(
        "db", remote_app_name="postgresql", remote_app_data={"endpoints": "192.0.2.7:5432"}
    )
    state = testing.State(relations=[relation])
    for _ in range(count):
        relation = state.get_relation(relation.id)
        state = context.run(context.on.relation_changed(relation, remote_unit=0), state)
    assert count == 0 or state.get_relation(relation.id).local_unit_data["seen"] == str(count)


def action(count):
    context = testing.Context(Tested, meta=META, config=CONFIG, actions=ACTIONS)
    state = testing.State()
    for _ in range(count):
        state = context.run(context.on.action("greet", params={"name": "world"}), state)
        assert context.action_results == {"text": "Hello, world"}


def stored_state(count):
    context = testing.Context(Storing, meta=META, config=CONFIG, actions=ACTIONS)
    state = testing.State()
    for _ in range(count):
        state = context.run(context.on.config_changed(), state)
    assert count == 0 or state.unit_status == ACTIVE
    stored = state.get_stored_state("_stored", owner_path="Storing") if count else None
    assert stored is None or stored.content["handled"] == count


def harness(charm):
    # JSON is YAML.
    texts = {"meta": META, "config": CONFIG, "actions": ACTIONS}
    return testing.Harness(charm, **{name: json.dumps(data) for name, data in texts.items()})


def harness_config(count):
    of_it = harness(Tested)
    of_it.begin()
    for number in range(count):
        of_it.update_config({"port": 8080 - number % 2})
    last = f"port {8080 - (count - 1) % 2}"
    assert count == 0 or of_it.model.unit.status == ops.ActiveStatus(last)


def harness_relation(count):
    of_it = harness(Tested)
    relation = of_it.add_relation("db", "postgresql")
    of_it.add_relation_unit(relation, "postgresql/0")
    of_it.update_relation_data(relation, "postgresql", {"endpoints": "192.0.2.7:5432"})
    of_it.begin()
    for number in range(count):
        of_it.update_relation_data(relation, "postgresql/0", {"number": str(number)})
    assert count == 0 or of_it.get_relation_data(relation, "tested-charm/0")["seen"] == str(count)


CASES = {
    "config-changed harness": harness_config,
    "relation-changed harness": harness_relation,
    "config-changed run": config_changed,
    "relation-changed run": relation_changed,
    "action run": action,
    "stored state run": stored_state,
}
CASES[sys.argv[1]](int(sys.argv[2]))
