"""The tables of the database: whether they are new, those of this engine, or those of another one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


class Standing(StrEnum):
    """How the tables stand to this engine."""

    NEW = "new"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def waiting_changes() -> tuple[str, ...]:
    """Name the changes of tables that this engine has and the database has not, in their order."""
    return _waiting(_executor())


def standing() -> Standing:
    """Tell how the tables of the database stand."""
    executor = _executor()
    loader = executor.loader
    if not loader.applied_migrations:
        return Standing.NEW
    if any(key not in loader.disk_migrations for key in loader.applied_migrations):
        return Standing.NEWER
    return Standing.OLDER if _waiting(executor) else Standing.CURRENT


def _executor() -> MigrationExecutor:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _waiting(executor: MigrationExecutor) -> tuple[str, ...]:
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{each.app_label}.{each.name}" for each, _ in plan)


def check_not_newer(place: str, found: Standing) -> None:
    """Raise where the tables are those of a newer engine."""
    if found is Standing.NEWER:
        raise FaultError(
            Words(
                "作業フォルダーの表は、このKintenより新しいものです。",
                "the tables of the workspace are those of a newer Kinten.",
            ),
            place,
            Words("新しいKintenで開いてください。", "Open it with a newer Kinten."),
        )


def check_current(place: str, found: Standing) -> None:
    """Raise where the tables are those of another engine."""
    check_not_newer(place, found)
    if found is Standing.OLDER:
        raise FaultError(
            Words(
                "作業フォルダーの表は、このKintenより古いものです。",
                "the tables of the workspace are those of an older Kinten.",
            ),
            place,
            Words(
                f"kinten upgrade --workspace {place} を実行してください（先にバックアップを取ります）。",
                f"Run kinten upgrade --workspace {place} (it makes a backup first).",
            ),
        )
