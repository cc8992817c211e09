"""What `stateful-charm` does."""

import ops


class Stateful(ops.CharmBase):
    _stored = ops.StoredState()

    def __init__(self, framework):
        super().__init__(framework)
        self._stored.set_default(handled=0, ballast="")
        framework.observe(self.on.config_changed, self._configure)
        framework.observe(self.on.queue_relation_changed, self._later)

    def _configure(self, event):
        self._stored.handled += 1
        if len(self._stored.ballast) != self.config["ballast"]:
            self._stored.ballast = "x" * self.config["ballast"]

    def _later(self, event):
        event.defer()


ops.main(Stateful)
