"""A table as it is shown and written: named columns, rows of plain values."""

from dataclasses import dataclass, field

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``title`` names it, ``notes`` are sentences that must stand with it (source, caution)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = field(default=())
