"""Triggers by which the database itself refuses to change or delete an event."""

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TOLD = "the record of events is append-only"
_SQLITE = (
    (
        "CREATE TRIGGER record_no_update BEFORE UPDATE ON record_event "
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
    ),
    (
        "CREATE TRIGGER record_no_delete BEFORE DELETE ON record_event "
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
    ),
)
_NO_REPLACE = (
    "CREATE TRIGGER record_no_replace BEFORE INSERT ON record_event "
    "WHEN EXISTS (SELECT 1 FROM record_event WHERE number = NEW.number OR hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'the record of events is append-only'); END"
)
"""INSERT OR REPLACE takes a row away without any trigger of deletion."""
NAMES = {
    "sqlite": frozenset({"record_no_update", "record_no_delete", "record_no_replace"}),
    "postgresql": frozenset({"record_no_change", "record_no_truncate"}),
}
"""The triggers that a whole database has, by its vendor."""
_LISTED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}
_POSTGRESQL = (
    (
        "CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_TOLD}'; END $$"
    ),
    (
        "CREATE TRIGGER record_no_change BEFORE UPDATE OR DELETE ON record_event "
        "FOR EACH ROW EXECUTE FUNCTION record_refuse()"
    ),
    (
        "CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON record_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()"
    ),
)
_DROP = {
    "sqlite": ("DROP TRIGGER record_no_update", "DROP TRIGGER record_no_delete"),
    "postgresql": (
        "DROP TRIGGER record_no_change ON record_event",
        "DROP TRIGGER record_no_truncate ON record_event",
        "DROP FUNCTION record_refuse()",
    ),
}
_MAKE = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def make_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Make the triggers of the database in use."""
    for statement in _MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Take them away again."""
    for statement in _DROP[editor.connection.vendor]:
        editor.execute(statement)


def refuse_replacing(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Let SQLite refuse to put an event in the place of another; PostgreSQL knows no such thing."""
    if editor.connection.vendor == "sqlite":
        editor.execute(_NO_REPLACE)


def allow_replacing(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Take that away again."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER record_no_replace")


def missing_triggers() -> frozenset[str]:
    """Name the triggers that the database in use should have and has not."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED[connection.vendor])
        there = {row[0] for row in cursor.fetchall()}
    return NAMES[connection.vendor] - there
