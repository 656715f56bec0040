"""Triggers by which the database itself refuses to change or delete an event."""

from django.apps.registry import Apps
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
