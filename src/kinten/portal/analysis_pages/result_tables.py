"""What a scenario led to as tables: for the page, and the same for files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kinten.desk.states import CAUTION
from kinten.desk.whatif_tables import (
    areas_table,
    curve_table,
    hospitals_table,
    next_table,
    scenario_table,
    ways_table,
)
from kinten.desk.whatif_telling import NOT_FOUND, list_bounds, tell_head
from kinten.desk.whatif_ways import list_ways
from kinten.portal.analysis_pages.figures import WITHHELD
from kinten.portal.analysis_pages.reckoning import Reckoned
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

NO_REPORT = Words(
    "判定する報告のない指定病院（不明）", "designated hospitals without a report (unknown)"
)
MADE_UP = Words(
    "例示用の作業フォルダーの結果です。「例示」と付く病院と、その報告の値は架空のものです。",
    "From a workspace for examples: hospitals named 例示 and the figures of their reports are made up.",
)
_COUNTED = 2  # hospitals and areas: how many live in one area tells which it is
NAMING = frozenset({"hospitals", "areas", "ways", "next"})
"""The tables that name hospitals or areas."""


def counts_table(reckoned: Reckoned, lang: str) -> Table:
    """Give how many hospitals meet what is judged, do not, or cannot be told: before and after, as pairs."""
    columns = (
        Words("判定した病院", "hospitals judged"),
        Words("前（少なくとも）", "before, at least"),
        Words("前（多くとも）", "before, at most"),
        Words("後（少なくとも）", "after, at least"),
        Words("後（多くとも）", "after, at most"),
    )
    first, second = reckoned.before, reckoned.after
    rows: tuple[tuple[Words, tuple[int, ...]], ...] = (
        (Words("充足", "met"), (*first.meets, *second.meets)),
        (Words("未充足", "unmet"), (*first.misses, *second.misses)),
        (
            Words("判定不能（うち）", "of these not known"),
            (first.unknown, first.unknown, second.unknown, second.unknown),
        ),
        (
            Words("この部分は適用されない", "not bound by this part"),
            (first.not_bound, first.not_bound, second.not_bound, second.not_bound),
        ),
        (NO_REPORT, reckoned.unreported * 2),
    )
    told: tuple[tuple[Value, ...], ...] = tuple(
        (words.in_language(lang), *pairs) for words, pairs in rows
    )
    return Table(
        _title("病院の判定", "Verdicts", lang), _in(columns, lang), told, _notes(reckoned, lang)
    )


def sums_table(reckoned: Reckoned, lang: str) -> Table:
    """Give what is lost, and whose way to a hub changes: at least and at most."""
    columns = (
        Words("何が変わるか", "what changes"),
        Words("少なくとも", "at least"),
        Words("多くとも", "at most"),
    )
    listed, ways = list_bounds(reckoned.result), list_ways(reckoned.result)
    if not reckoned.figures.is_named:
        listed, ways = listed[:_COUNTED], ()
    rows = tuple((words.in_language(lang), low, high) for words, low, high in (*listed, *ways))
    return Table(_title("失われるもの", "What is lost", lang), _in(columns, lang), rows)


def covers_table(reckoned: Reckoned, lang: str) -> Table:
    """Give how many areas have what: before, after the certain losses, and with all possible ones."""
    columns = (
        Words("二次医療圏の状況", "areas by what stands there"),
        Words("前", "before"),
        Words("後", "after"),
        Words("後（損失が最大のとき）", "after, with all possible losses"),
    )
    rows = tuple((each[0].label.in_language(lang), *each[1:]) for each in reckoned.covers)
    return Table(
        _title("医療圏の状況", "Areas by what stands there", lang), _in(columns, lang), rows
    )


def steps_table(reckoned: Reckoned, lang: str) -> Table:
    """Give the steps of the curve; without the residents where areas may not be named."""
    table = curve_table(reckoned.result, lang)
    if reckoned.figures.is_named:
        return table
    return replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows))


def _desk(table: Callable[..., Table]) -> Callable[[Reckoned, str], Table]:
    return lambda reckoned, lang: table(reckoned.result, lang)


TABLES: Mapping[str, Callable[[Reckoned, str], Table]] = MappingProxyType(
    {
        "counts": counts_table,
        "sums": sums_table,
        "covers": covers_table,
        "hospitals": _desk(hospitals_table),
        "areas": _desk(areas_table),
        "ways": _desk(ways_table),
        "next": _desk(next_table),
        "curve": steps_table,
    }
)
"""The tables by the names that stand in their addresses."""


def tables_of(reckoned: Reckoned) -> tuple[str, ...]:
    """Name the tables that this result has for the one who looks."""
    named = reckoned.figures.is_named
    return tuple(
        name
        for name in TABLES
        if (named or name not in NAMING) and (name != "curve" or reckoned.result.curve)
    )


def whole_workbook(reckoned: Reckoned, lang: str, *, is_made_up: bool) -> tuple[Table, ...]:
    """Give every sheet: the scenario with editions, hashes and sources first."""
    heads = [CAUTION.in_language(lang), *([MADE_UP.in_language(lang)] if is_made_up else [])]
    first = scenario_table(reckoned.result, None, lang)
    rows = (*first.rows, *_sources(reckoned, lang))
    if not reckoned.figures.is_named:
        hidden = _naming_rows(reckoned, lang)
        rows = tuple(row for row in rows if row[0] not in hidden)
    scenario = Table(first.title, first.columns, rows, (*heads, *_notes(reckoned, lang)))
    return (scenario, *(TABLES[name](reckoned, lang) for name in tables_of(reckoned)))


def _naming_rows(reckoned: Reckoned, lang: str) -> frozenset[str]:
    """Name the rows of the sheet of a scenario that could tell a hospital or an area."""
    result = reckoned.result
    people = [words for words, *_ in (*list_bounds(result)[_COUNTED:], *list_ways(result))]
    words = (*people, NOT_FOUND, Words("うち推計のない医療圏", "areas without a projection"))
    return frozenset(each.in_language(lang) for each in words)


def _sources(reckoned: Reckoned, lang: str) -> list[tuple[Value, Value, Value]]:
    """Give the reports by file and hash; of one file once."""
    used = dict.fromkeys(each.source for each in reckoned.result.joined.reports)
    words = Words("入力（報告）", "input (report)").in_language(lang)
    return [(words, f"{each.name} sha256 {each.sha256}", None) for each in used]


def _notes(reckoned: Reckoned, lang: str) -> tuple[str, ...]:
    """Give what has to stand with every table: caution, what was reckoned, on which reports."""
    figures = reckoned.figures
    notes = [CAUTION, Words(*(tell_head(reckoned.result, each) for each in ("ja", "en")))]
    notes.append(figures.data.told)
    if figures.waiting:
        notes.append(tell_waiting(figures.waiting))
    if not figures.is_named:
        notes.append(WITHHELD)
    return tuple(each.in_language(lang) for each in notes)


def tell_waiting(hospitals: int) -> Words:
    """Tell of how many hospitals the result of a published report may not be public yet."""
    return Words(
        f"公表した報告の計算結果をまだ公開できない病院 {hospitals} は、計算に入れていません。",
        f"{hospitals} hospitals whose published report's result may not be public yet are left out.",
    )


def _title(ja: str, en: str, lang: str) -> str:
    return Words(ja, en).in_language(lang)


def _in(columns: tuple[Words, ...], lang: str) -> tuple[str, ...]:
    return tuple(words.in_language(lang) for words in columns)
