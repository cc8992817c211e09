"""Lays as many deferred events as it is told: what so many dispatches would have left, which take minutes."""

import sys

import ops.storage

count = int(sys.argv[1])
storage = ops.storage.SQLiteStorage(".unit-state.db")
for number in range(count):
    event = f"Stateful/on/queue_relation_changed[{number + 1}]"
    snapshot = {"relation_name": "queue", "relation_id": 5, "app_name": "queue", "unit_name": f"queue/{number}"}
    storage.save_snapshot(event, snapshot)
    storage.save_notice(event, "Stateful", "_later")
storage.save_snapshot("StoredStateData[_stored]", {"event_count": count + 1})
storage.commit()
storage.close()
