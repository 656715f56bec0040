"""Protected tables and their audit: what `kinten registry protect` and `audit-table` give."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.desk.count_tables import COUNT, STATUS, CountTable, Joined, read_count_tables
from kinten.desk.filing import source_of
from kinten.disclosure.auditing import hidden_ranges
from kinten.disclosure.protecting import Protected, protect_cells
from kinten.report.model import Source
from kinten.tables.table import Table
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
SHOWN, PRIMARY, COMPLEMENTARY = "shown", "primary", "complementary"


@dataclass(frozen=True, slots=True)
class Release:
    """Tables with what is hidden in them."""

    sources: tuple[Source, ...]
    joined: Joined
    protected: Protected
    threshold: int


@dataclass(frozen=True, slots=True)
class Audit:
    """For each hidden cell of a table: its row, the least and the most it can be, and whether it is safe."""

    source: Source
    table: CountTable
    threshold: int
    rows: tuple[int, ...]
    low: Floats
    high: Floats
    is_safe: tuple[bool, ...]


def protect_tables(
    paths: Sequence[Path], threshold: int, *, hides_zeros: bool, seconds: float
) -> Release:
    """Read linked tables and choose what to hide in all of them at once."""
    joined = read_count_tables(paths, may_be_empty=False)
    found = protect_cells(
        joined.counts, joined.cells.sums, threshold, hides_zeros=hides_zeros, seconds=seconds
    )
    return Release(tuple(source_of(path) for path in paths), joined, found, threshold)


def protected_rows(release: Release, at: int) -> list[tuple[tuple[str, ...], int | None, str]]:
    """Give the rows of one table: values, the count (None where it is hidden), the status."""
    table, places = release.joined.tables[at], release.joined.cells.places[at]
    rows = []
    for values, cell in zip(table.layout.rows, places.tolist(), strict=True):
        status = SHOWN
        if release.protected.primary[cell]:
            status = PRIMARY
        elif release.protected.complementary[cell]:
            status = COMPLEMENTARY
        count = int(release.joined.counts[cell]) if status == SHOWN else None
        rows.append((values, count, status))
    return rows


def release_table(release: Release, at: int, lang: str) -> Table:
    """Give one protected table."""
    table = release.joined.tables[at]
    title = Words(
        f"秘匿した表（{release.threshold}未満）", f"Protected table (under {release.threshold})"
    )
    return Table(
        title.in_language(lang),
        (*table.layout.dimensions, COUNT, STATUS),
        tuple((*values, count, status) for values, count, status in protected_rows(release, at)),
        (
            Words(
                "primary は小さい件数、complementary は引き算で分からないように一緒に隠したもの",
                "primary is a small count, complementary is hidden so that none can be reckoned",
            ).in_language(lang),
        ),
    )


def release_document(release: Release) -> dict[str, Any]:
    """Give the document of `kinten registry protect --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in release.sources],
        "threshold": release.threshold,
        "is_least": release.protected.is_least,
        "primary": int(release.protected.primary.sum()),
        "complementary": int(release.protected.complementary.sum()),
        "tables": [
            {
                "name": table.path.name,
                "rows": [
                    {
                        **dict(zip(table.layout.dimensions, values, strict=True)),
                        COUNT: count,
                        STATUS: status,
                    }
                    for values, count, status in protected_rows(release, at)
                ],
            }
            for at, table in enumerate(release.joined.tables)
        ],
    }


def audit_table(path: Path, threshold: int) -> Audit:
    """Reckon what every hidden cell of a published table can be.

    A small count is safe where it can be the threshold or more, and is not one number; a count hidden
    beside it where it is not one number. FaultError where no counts fit what is shown.
    """
    joined = read_count_tables([path], may_be_empty=True)
    table, places = joined.tables[0], joined.cells.places[0]
    is_hidden = np.isnan(joined.counts)
    try:
        low, high = hidden_ranges(np.nan_to_num(joined.counts), is_hidden, joined.cells.sums)
    except ValueError as error:
        raise FaultError(
            Words("示された値に合う件数がありません。", "no counts fit what is shown."),
            str(path),
            Words(
                "合計が内訳の和より小さくないかを確かめてください。",
                "Look for a total that is below the sum of its parts.",
            ),
        ) from error
    rows = tuple(row for row, cell in enumerate(places.tolist()) if is_hidden[cell])
    low, high = low[places[list(rows)]], high[places[list(rows)]]
    is_safe = tuple(
        bool(high[at] - low[at] >= 1 and (_is_beside(table, row) or high[at] >= threshold))
        for at, row in enumerate(rows)
    )
    return Audit(source_of(path), table, threshold, rows, low, high, is_safe)


def audit_document(audit: Audit) -> dict[str, Any]:
    """Give the document of `kinten registry audit-table --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": audit.source.name, "sha256": audit.source.sha256}],
        "threshold": audit.threshold,
        "verdict": "safe" if all(audit.is_safe) else "unsafe",
        "hidden": [
            {
                **dict(
                    zip(audit.table.layout.dimensions, audit.table.layout.rows[row], strict=True)
                ),
                "low": int(low),
                "high": None if np.isinf(high) else int(high),
                "verdict": _verdict(is_safe),
            }
            for row, low, high, is_safe in zip(
                audit.rows, audit.low, audit.high, audit.is_safe, strict=True
            )
        ],
    }


def audit_listing(audit: Audit, lang: str) -> Table:
    """Give one row for each hidden cell."""
    title = Words("隠したセルの点検", "What can be reckoned of hidden cells")
    unsafe = sum(not each for each in audit.is_safe)
    verdict = (
        Words(
            "safe: どの隠したセルも、小さい件数とは分かりません",
            "safe: no hidden cell can be reckoned",
        )
        if not unsafe
        else Words(
            f"unsafe: {unsafe}のセルが、ほかの値から分かります",
            f"unsafe: {unsafe} cells can be reckoned from the others",
        )
    )
    return Table(
        title.in_language(lang),
        (*audit.table.layout.dimensions, "low", "high", "verdict"),
        tuple(
            (
                *audit.table.layout.rows[row],
                int(low),
                None if np.isinf(high) else int(high),
                _verdict(is_safe),
            )
            for row, low, high, is_safe in zip(
                audit.rows, audit.low, audit.high, audit.is_safe, strict=True
            )
        ),
        (verdict.in_language(lang),),
    )


def _is_beside(table: CountTable, row: int) -> bool:
    return table.statuses is not None and table.statuses[row] == COMPLEMENTARY


def _verdict(is_safe: bool) -> str:  # noqa: FBT001 - its only meaning
    return "safe" if is_safe else "unsafe"
