"""What `relations-charm` does."""

import ops


class Relations(ops.CharmBase):
    def __init__(self, framework):
        super().__init__(framework)
        framework.observe(self.on.db_relation_changed, self._changed)
        framework.observe(self.on.greet_action, self._greet)

    def _changed(self, event):
        addresses = 0
        for unit in event.relation.units:
            addresses += event.relation.data[unit].get("address") is not None
        self.unit.set_workload_version(str(addresses))

    def _greet(self, event):
        event.set_results({"text": "Hello, " + event.params["name"]})


ops.main(Relations)
