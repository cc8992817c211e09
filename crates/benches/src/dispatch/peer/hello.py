"""What the example `hello` does."""

import ops


class Hello(ops.CharmBase):
    def __init__(self, framework):
        super().__init__(framework)
        framework.observe(self.on.install, self._install)
        framework.observe(self.on.start, self._start)
        framework.observe(self.on.collect_unit_status, self._status)

    def _install(self, event):
        self.unit.status = ops.MaintenanceStatus("clearing its throat")

    def _start(self, event):
        self.unit.set_workload_version("0.1.0")

    def _status(self, event):
        config = self.config
        if config.get("recipient") is None:
            event.add_status(ops.BlockedStatus("set the option `recipient`"))
        else:
            text = config["greeting"] + ", " + config["recipient"] + "!" * config["volume"]
            event.add_status(ops.ActiveStatus(text))


ops.main(Hello)
