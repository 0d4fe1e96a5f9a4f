"""A plan in a PostgreSQL database: one plan for each schema of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tracker.db import backup, migrations, tables
from tracker.db.faults import in_words
from tracker.db.sqlite_file import as_json
from tracker.errors import UserError
from tracker.paths import without_password
from tracker.services.ports import Fault

WAIT = "30s"
DIALECT = "postgresql+psycopg"
CLIENT = "add it to the program: run.py setup server"


class ServerPlan:
    """A Backend over a PostgreSQL schema."""

    def __init__(self, address: str, read_only: bool = False) -> None:
        url = _url(address)
        self.schema = str(url.query.get("schema", "")) or None
        url = url.difference_update_query(["schema"])
        shown = without_password(url.set(drivername="postgresql").render_as_string(hide_password=False))
        self.name = f"the plan at {shown}"
        self.read_only = read_only
        self.notice: UserError | None = None
        options = f"-c lock_timeout={WAIT} -c timezone=UTC"
        if self.schema is not None:
            options += f' -c search_path="{self.schema}"'
        try:
            self.engine = sa.create_engine(
                url, poolclass=sa.pool.NullPool, json_serializer=as_json, hide_parameters=True,
                connect_args={"options": options, "connect_timeout": 10},
            )  # fmt: skip
        except ImportError as error:
            raise UserError("PostgreSQL's client is not installed here.", CLIENT) from error
        sa.event.listen(self.engine, "begin", _begin)

    def mark(self, connection: sa.Connection) -> None:
        """Nothing: the layout's version stands in the table `head`."""

    def settle(self, connection: sa.Connection) -> None:
        """Nothing is left to be set."""

    def discard(self) -> None:
        """Nothing: the server took the tables back with the transaction."""

    def fold(self, connection: sa.Connection) -> None:
        """Rewrites every table without spare room; it waits for those who are reading."""
        database: Any = connection.connection.dbapi_connection
        database.autocommit = True
        try:
            for table in tables.metadata.sorted_tables:
                database.execute(f'VACUUM FULL "{table.name}"')
        finally:
            database.autocommit = False

    def checking(self) -> AbstractContextManager[sa.Connection]:
        """A connection of its own, which sees the plan at one moment in each of its transactions."""
        return self.engine.connect()

    def faults(self, connection: sa.Connection, remark: Callable[[str], object]) -> Iterator[Fault]:
        """The server holds its own links and pages together; it would refuse to read broken ones."""
        return iter(())

    def quick_faults(self, connection: sa.Connection) -> Iterator[str]:
        """The server looks after its own pages."""
        return iter(())

    def backup(self, connection: sa.Connection, target: str) -> None:
        """Writes a checked copy to a new plan file."""
        backup.copy_rows(connection, Path(target))

    def clear(self, connection: sa.Connection) -> None:
        """Nothing: the server ends a transaction that failed."""

    def after_close(self) -> None:
        """Nothing else is held."""


def _url(address: str) -> sa.URL:
    hint = "write it as postgresql://user@server/database"
    try:
        return sa.make_url(address).set(drivername=DIALECT)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise UserError("the address of the database cannot be understood", hint) from error


def _begin(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def create_server(address: str) -> ServerPlan:
    """Room for a new plan in a database. Raises UserError where there is one, or the server cannot be reached."""
    plan = ServerPlan(address)
    with in_words(plan.name), plan.engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _has_plan(connection):
            raise UserError(f"{plan.name} is there already", "choose another database, or open it")
        if plan.schema is not None:
            connection.execute(sa.schema.CreateSchema(plan.schema, if_not_exists=True))
    return plan


def open_server(address: str, read_only: bool) -> ServerPlan:
    """The plan in a database, brought to the present layout. Raises UserError with a hint."""
    plan = ServerPlan(address, read_only)
    with in_words(plan.name), plan.engine.connect().execution_options(writing=True) as connection:
        if not _has_plan(connection):
            raise UserError(f"{plan.name} is not there", "make one: tracker new ADDRESS --title T",
                            window="check the address, or begin a new plan")  # fmt: skip
        found = connection.execute(sa.select(tables.head.c.schema).with_for_update()).scalar_one()
        if found > migrations.latest():
            raise UserError(f"{plan.name} was written by a newer version of this program", "update the program")
        if found < migrations.latest() and read_only:
            raise UserError(f"{plan.name} was written by an older version of this program", "open it once to change it")
        if found < migrations.latest():
            migrations.run(connection, found)
            connection.commit()
    return plan


def _has_plan(connection: sa.Connection) -> bool:
    return sa.inspect(connection).has_table(tables.head.name)
