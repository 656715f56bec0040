"""A release as tables, as a document and as a picture; each is made of the protected rows alone."""

from math import ceil
from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.desk.count_tables import COUNT, STATUS, CountTable
from kinten.desk.derived_columns import Made
from kinten.desk.drawing.heat import Heat, draw_heat
from kinten.desk.map_page import raster
from kinten.desk.protecting import Release, Row, made_of, protected_rows
from kinten.disclosure.protecting import Protected
from kinten.tables.files import write_text, write_whole
from kinten.tables.table import Table, Value
from kinten.tables.writing import ENDINGS, write_table
from kinten.vocabulary.wording import FaultError, Words

PICTURES = (".svg", ".png")
PROTECTED_ENDINGS = (*ENDINGS, *PICTURES)
_MOST_DRAWN = 3_000


def release_table(release: Release, at: int, lang: str) -> Table:
    """Give one protected table, with the columns in the order in which they were read."""
    table = release.joined.tables[at]
    has_status = release.wish.has_statuses and not release.wish.rounding
    return Table(
        _title(release).in_language(lang),
        (*table.columns, STATUS) if has_status else table.columns,
        tuple(_values(table, row, has_status=has_status) for row in protected_rows(release, at)),
        tuple(each.in_language(lang) for each in release_notes(release, at)),
    )


def release_notes(release: Release, at: int) -> tuple[Words, ...]:
    """Tell how a table is protected, and of what it is not."""
    if release.rounded is not None:
        return _rounding_notes(release)
    notes = []
    if release.wish.insider is not None:
        name = release.wish.insider
        notes.append(
            Words(
                f"それぞれの {name} が自分の件数を知っていても、ほかの小さい件数は分からない",
                f"Safe too from each {name} that knows its own counts",
            )
        )
    if release.wish.has_statuses:
        notes.append(
            Words(
                "primary は小さい件数、complementary は引き算で分からないように一緒に隠したもの",
                "primary is a small count, complementary is hidden so that none can be reckoned",
            )
        )
    for name, made in made_of(release, at).items():
        if made is Made.SHARE:
            notes.append(
                Words(
                    f"{name} は合計に対する割合：その合計を隠した所も空欄",
                    f"{name} is a share of a total: blank too where that total is hidden",
                )
            )
        elif made is Made.OTHER:
            notes.append(
                Words(
                    f"{name} は件数と人口だけから決まる率ではない：内訳を隠した合計も空欄",
                    f"{name} is no rate of count and population alone: blank too in totals with hidden "
                    "parts",
                )
            )
    return (*notes, *cautions(release))


def _notes_of_cells(release: Release) -> tuple[Words, ...]:
    return tuple(_rounding_notes(release)[:1] if release.rounded is not None else cautions(release))


def cautions(release: Release) -> list[Words]:
    """Tell what the tables give away all the same, and what earlier releases make of them."""
    by_status, by_earlier = release.stuck
    notes = []
    if by_status:
        notes.append(
            Words(
                f"注意：{by_status}件の小さいセルは、status を公表すると値が分かります（--publish-status no を"
                "付けてください）",
                f"Caution: the status gives away {by_status} small cells (use --publish-status no)",
            )
        )
    if by_earlier:
        notes.append(
            Words(
                f"注意：{by_earlier}件のセルは、前の公表だけから分かります",
                f"Caution: {by_earlier} cells can be reckoned from the earlier releases alone",
            )
        )
    if release.known:
        notes.append(
            Words(
                f"注意：{release.known}件の小さいセルは、前に示されています",
                f"Caution: {release.known} small cells were shown in earlier releases",
            )
        )
    if release.revised:
        notes.append(
            Words(
                f"前の公表との差が小さいため隠したセル：{release.revised}",
                f"Cells hidden since they lie so near their count of an earlier release: {release.revised}",
            )
        )
    return notes


def _rounding_notes(release: Release) -> tuple[Words, ...]:
    base, rounded = release.wish.rounding, release.rounded
    is_restricted = rounded is not None and rounded.is_restricted
    near = (
        Words(f"{base}の隣の倍数に丸めた", f"rounded to a multiple of {base} beside the count")
        if is_restricted
        else Words(
            f"{base}の倍数に丸めた（隣の倍数では合計が合わず、{base}以上離れたセルがある）",
            f"rounded to multiples of {base}; no rounding to those beside every count adds up, and some "
            f"lie {base} or more away",
        )
    )
    lost = Words(
        "率や割合は、丸める前の件数が分かるため空欄",
        "rates and shares are blank: they would tell the counts before rounding",
    )
    has_derived = any(
        name != table.population for table in release.joined.tables for name in table.further
    )
    return (near, lost) if has_derived else (near,)


def release_document(release: Release) -> dict[str, Any]:
    """Give the document of `kinten registry protect --json`."""
    protected, rounded = release.protected, release.rounded
    is_least = protected.is_least if protected is not None else bool(rounded and rounded.is_least)
    return {
        "kinten": __version__,
        # No checksum: whoever tries out the few numbers that a hidden count can be would know it by that.
        "inputs": [{"name": table.path.name, "sha256": None} for table in release.joined.tables],
        "threshold": release.wish.threshold,
        "is_least": is_least,
        "gap": None if protected is None else _gap(protected),
        "primary": int(release.is_small.sum()),
        "complementary": int(release.is_beside.sum()),
        "told_by_status": release.stuck[0],
        "told_by_earlier": release.stuck[1],
        "known": release.known,
        "revised": release.revised,
        "rounding": None if rounded is None else _rounding(release),
        "tables": [
            {
                "name": table.path.name,
                "rows": [_row(table, row) for row in protected_rows(release, at)],
            }
            for at, table in enumerate(release.joined.tables)
        ],
    }


def _gap(protected: Protected) -> float:
    """Tell how much less could be hidden at most, as a part in whole percents; the weights tell counts."""
    if protected.is_least or not protected.weight:
        return 0.0
    return ceil(100 * (1 - protected.bound / protected.weight)) / 100


def _rounding(release: Release) -> dict[str, Any]:
    rounded = release.rounded
    return {
        "base": release.wish.rounding,
        "is_restricted": rounded is not None and rounded.is_restricted,
    }


def _row(table: CountTable, row: Row) -> dict[str, Any]:
    names = [name for name in table.columns if name in table.further]
    return {
        **dict(zip(table.layout.dimensions, row.values, strict=True)),
        **dict(zip(names, row.further, strict=True)),
        COUNT: row.n,
        STATUS: row.status,
    }


def _values(table: CountTable, row: Row, *, has_status: bool) -> tuple[Value, ...]:
    cells = _row(table, row)
    return tuple(cells[name] for name in (*table.columns, *((STATUS,) if has_status else ())))


def write_release(path: Path, release: Release, at: int, lang: str) -> None:
    """Write one protected table to a file or a picture, by the ending of its name."""
    ending = path.suffix.lower()
    if ending not in PICTURES:
        write_table(path, release_table(release, at, lang))
        return
    picture = draw_release(release, at, lang)
    if ending == ".svg":
        write_text(path, picture)
    else:
        content = raster(picture)
        write_whole(path, lambda beside: _fill(beside, content))


def draw_release(release: Release, at: int, lang: str) -> str:
    """Draw one protected table: its last dimension across, the others down, hidden cells hatched.

    FaultError where it has too many cells for a sheet.
    """
    table = release.joined.tables[at]
    rows = protected_rows(release, at)
    if len(rows) > _MOST_DRAWN:
        raise FaultError(
            Words(
                f"{len(rows):,}セルは一枚の図に入りません（{_MOST_DRAWN:,}まで）。",
                f"{len(rows):,} cells do not fit a picture ({_MOST_DRAWN:,} at most).",
            ),
            str(table.path),
            Words(".xlsx か .html に書き出してください。", "Write .xlsx or .html."),
        )
    across = tuple(dict.fromkeys(row.values[-1] for row in rows))
    down = tuple(dict.fromkeys(row.values[:-1] for row in rows))
    hidden = Words("非公表", "not shown").in_language(lang)
    return draw_heat(
        Heat(
            _title(release).in_language(lang),
            " × ".join(table.layout.dimensions),
            tuple(" ".join(each) or table.layout.dimensions[-1] for each in down),
            across,
            {(down.index(row.values[:-1]), across.index(row.values[-1])): row.n for row in rows},
            hidden,
            tuple(each.in_language(lang) for each in _notes_of_cells(release)),
            lang,
        )
    )


def _title(release: Release) -> Words:
    if release.rounded is not None:
        base = release.wish.rounding
        return Words(f"丸めた表（{base}の倍数）", f"Rounded table (multiples of {base})")
    threshold = release.wish.threshold
    return Words(f"秘匿した表（{threshold}未満）", f"Protected table (under {threshold})")


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)
