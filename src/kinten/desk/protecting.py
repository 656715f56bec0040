"""Tables protected for release: by hiding small counts or by rounding, beside what was released before."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinten.desk.count_tables import Joined, read_count_tables
from kinten.desk.derived_columns import Made, refuse_counts, show_derived
from kinten.disclosure.book import COMPLEMENTARY, PRIMARY
from kinten.disclosure.cells import Layout, own_cells
from kinten.disclosure.hiding import blocks_of
from kinten.disclosure.ledger import RELEASE, Entry, Shown
from kinten.disclosure.protecting import Protected, protect_cells, protect_task
from kinten.disclosure.readers import INSIDER, PLAIN, STATUSES
from kinten.disclosure.released import Beside, beside_earlier
from kinten.disclosure.rounding import Rounded, round_cells
from kinten.tables.table import Value
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
SHOWN, HIDDEN, ROUNDED = "shown", "hidden", "rounded"


@dataclass(frozen=True, slots=True)
class Wish:
    """How tables are to be protected.

    ``about`` are dimensions with one value that hold for every row (year=2024); ``rounding`` is the base
    of controlled rounding, 0 where small counts are hidden instead; ``insider`` a dimension of which
    each value knows its own cells (hospital). ``seconds`` bounds the search.
    """

    threshold: int
    seconds: float
    hides_zeros: bool = False
    has_statuses: bool = True
    derived: tuple[str, ...] = ()
    population: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    rounding: int = 0
    insider: str | None = None


class Row(NamedTuple):
    """A row as it may be shown: ``n`` is None where it is hidden; ``further`` has the other columns."""

    values: tuple[str, ...]
    n: int | None
    status: str
    further: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Tables with what is hidden in them: what every file, document and picture is made of.

    ``is_known`` and ``is_revised`` mark cells as in ``released.Beside``; ``stuck`` has the number of small
    cells that can be reckoned whatever is hidden, with the statuses and from earlier releases.
    """

    joined: Joined
    wish: Wish
    is_small: Mask
    is_beside: Mask
    protected: Protected | None
    rounded: Rounded | None
    known: int = 0
    revised: int = 0
    stuck: tuple[int, int] = (0, 0)

    @property
    def is_hidden(self) -> Mask:
        """The cells that are not shown, shape (cells,)."""
        return self.is_small | self.is_beside


def protect_tables(
    paths: Sequence[Path], wish: Wish, earlier: Sequence[Entry] | None = None
) -> Release:
    """Read linked tables and protect all of them at once, and beside ``earlier`` releases.

    FaultError where a table does not add up, or no counts fit it and the earlier releases.
    """
    joined = read_count_tables(
        paths, may_be_empty=False, derived=wish.derived, population=wish.population
    )
    refuse_counts(joined, wish.threshold)
    counts, cells = joined.counts, joined.cells
    if wish.insider is not None:
        _refuse_no_dimension(joined, wish.insider)
    none = np.zeros(counts.size, dtype=bool)
    if wish.rounding:
        if earlier:
            raise _no_rounding_beside()
        rounded = round_cells(counts, cells.sums, wish.rounding, wish.seconds)
        if rounded is None:
            raise _no_rounding(paths[0])
        return Release(joined, wish, none, none, None, rounded)
    if earlier is not None:
        return _protect_beside(joined, wish, earlier)
    found = protect_cells(
        counts,
        cells.sums,
        wish.threshold,
        hides_zeros=wish.hides_zeros,
        has_statuses=wish.has_statuses,
        seconds=wish.seconds,
        blocks=blocks_of(cells.keys),
        own=() if wish.insider is None else own_cells(cells.keys, wish.insider),
    )
    stuck = int(found.stuck.get(STATUSES, none).sum())
    return Release(joined, wish, found.primary, found.complementary, found, None, stuck=(stuck, 0))


def _protect_beside(joined: Joined, wish: Wish, earlier: Sequence[Entry]) -> Release:
    beside = join_earlier(joined, wish, earlier)
    found = protect_task(beside.task, wish.seconds)
    none = np.zeros_like(found.primary)
    small, aside, known, revised, by_status, by_earlier = (
        _as_cells(joined, beside, mask)
        for mask in (
            found.primary,
            found.complementary,
            beside.known,
            beside.revised,
            found.stuck.get(STATUSES, none) & ~found.stuck[PLAIN],
            found.stuck[PLAIN] | found.stuck.get(INSIDER, none),
        )
    )
    return Release(
        joined,
        wish,
        small,
        aside,
        found,
        None,
        int((known & small).sum()),
        int(revised.sum()),
        (int(by_status.sum()), int(by_earlier.sum())),
    )


def join_earlier(joined: Joined, wish: Wish, earlier: Sequence[Entry]) -> Beside:
    """Join tables with what was released before; FaultError where no counts fit both."""
    for table in joined.tables:
        for name, _ in wish.about:
            if name in table.layout.dimensions:
                raise FaultError(
                    Words(f"「{name}」は表の列にあります。", f"'{name}' is a column of the table."),
                    f"--about: {table.path}",
                    Words("--about から除いてください。", "Leave it out of --about."),
                )
    layouts = [with_about(table.layout, wish.about) for table in joined.tables]
    counts = [joined.counts[places] for places in joined.cells.places]
    try:
        return beside_earlier(
            layouts,
            counts,
            earlier,
            wish.threshold,
            hides_zeros=wish.hides_zeros,
            has_statuses=wish.has_statuses,
            insider=wish.insider,
        )
    except ValueError as error:
        raise FaultError(
            Words(
                "台帳にある公表と合う件数がありません。データが直されたか、別の期間の表です。",
                "no counts fit this table and the releases of the ledger: the data were revised, or are "
                "of another time.",
            ),
            str(joined.tables[0].path),
            Words(
                "期間などが違うなら --about 年=2024 のように書いてください。",
                "Where it is of another time, write --about year=2024.",
            ),
        ) from error


def with_about(layout: Layout, about: Sequence[tuple[str, str]]) -> Layout:
    """Give a layout with the dimensions that have one value for every row."""
    if not about:
        return layout
    names, values = zip(*about, strict=True)
    return Layout((*layout.dimensions, *names), tuple((*row, *values) for row in layout.rows))


def protected_rows(release: Release, at: int) -> list[Row]:
    """Give the rows of one table as they may be shown: the only source of every output."""
    table, places = release.joined.tables[at], release.joined.cells.places[at]
    names = [name for name in table.columns if name in table.further]
    if release.rounded is not None:
        kept = [table.further[name] if name == table.population else None for name in names]
        return [
            Row(values, int(release.rounded.counts[cell]), ROUNDED,
                tuple(None if of is None else of[row] for of in kept))
            for row, (values, cell) in enumerate(
                zip(table.layout.rows, places.tolist(), strict=True)
            )
        ]  # fmt: skip
    derived = show_derived(release.joined, at, release.is_hidden)
    further = zip(*(derived[name].values for name in names), strict=True)
    more = list(further) if names else [()] * len(places)
    rows = []
    for values, cell, others in zip(table.layout.rows, places.tolist(), more, strict=True):
        status = _status(release, cell)
        count = int(release.joined.counts[cell]) if status == SHOWN else None
        rows.append(Row(values, count, status, others))
    return rows


def made_of(release: Release, at: int) -> dict[str, Made]:
    """Tell of each further column of a table how its figures are made of counts."""
    table = release.joined.tables[at]
    derived = show_derived(release.joined, at, release.is_hidden)
    return {name: each.made for name, each in derived.items() if name != table.population}


def entry_of(release: Release, name: str, date: str) -> Entry:
    """Give what the ledger keeps of a release: what is shown of every table, and no more."""
    wish = release.wish
    tables = []
    for at, table in enumerate(release.joined.tables):
        rows = protected_rows(release, at)
        has_statuses = wish.has_statuses and not wish.rounding
        tables.append(
            Shown(
                table.path.name,
                with_about(table.layout, wish.about),
                tuple(row.n for row in rows),
                tuple(row.status for row in rows) if has_statuses else None,
            )
        )
    within = 0 if release.rounded is None else release.rounded.within
    return Entry(RELEASE, name, date, wish.threshold, wish.hides_zeros, within, tuple(tables))


def _status(release: Release, cell: int) -> str:
    if not release.is_hidden[cell]:
        return SHOWN
    if not release.wish.has_statuses:
        return HIDDEN
    return PRIMARY if release.is_small[cell] else COMPLEMENTARY


def _as_cells(joined: Joined, beside: Beside, mask: Mask) -> Mask:
    """Take marks on the cells of all releases to those of the tables."""
    found = np.zeros(len(joined.cells), dtype=bool)
    for here, there in zip(joined.cells.places, beside.places, strict=True):
        found[here] = mask[there]
    return found


def _refuse_no_dimension(joined: Joined, name: str) -> None:
    if all(name not in table.layout.dimensions for table in joined.tables):
        raise FaultError(
            Words(f"「{name}」という区分がありません。", f"there is no dimension '{name}'."),
            "--insider",
            Words(
                f"次のいずれか: {' '.join(joined.tables[0].layout.dimensions)}",
                f"One of: {' '.join(joined.tables[0].layout.dimensions)}",
            ),
        )


def _no_rounding(path: Path) -> FaultError:
    return FaultError(
        Words(
            "合計の合う丸め方が、時間のうちに見つかりません。",
            "no rounding that adds up was found in time.",
        ),
        str(path),
        Words(
            "--time-limit を延ばすか、--rounding を外して隠してください。",
            "Allow more by --time-limit, or leave out --rounding to hide cells instead.",
        ),
    )


def _no_rounding_beside() -> FaultError:
    return FaultError(
        Words(
            "台帳に公表がある表は、丸めでは守れません（同じ件数の丸めと秘匿を比べると分かるため）。",
            "tables beside earlier releases of a ledger are not rounded: a count rounded here and hidden "
            "or shown there would tell more than either.",
        ),
        "--rounding --ledger",
        Words(
            "--rounding を外して隠すか、別の台帳を使ってください。",
            "Leave out --rounding to hide cells, or use another ledger.",
        ),
    )
