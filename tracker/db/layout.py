"""What stands in a plan file beside what this program made: a trigger, a view, a table or an index of somebody else's.

A trigger could change what is written, a view could stand where a table was: neither is in the log.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from tracker.db import tables
from tracker.errors import UserError

COLUMNS = """
SELECT part.name, field.name FROM sqlite_schema AS part, pragma_table_xinfo(part.name) AS field
WHERE part.type = 'table'
"""


def foreign_parts(connection: sqlite3.Connection, name: str) -> list[str]:
    """What was put in besides, such as "the trigger spy". Raises UserError where a table is missing or altered."""
    found = defaultdict(set)
    for table, column in connection.execute(COLUMNS):
        found[table].add(column)
    for table in tables.metadata.tables.values():
        if not found[table.name].issuperset(column.name for column in table.c):
            said = f"{name} is not laid out as a plan: the table {table.name} is missing or altered"
            raise UserError(said, "restore a backup: tracker restore BACKUP PLAN", window="open a backup of it")
    expected = {("table", table) for table in tables.metadata.tables}
    expected |= {("index", str(index.name)) for table in tables.metadata.tables.values() for index in table.indexes}
    parts = connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    return sorted(f"the {kind} {part}" for kind, part in parts if (kind, part) not in expected)
