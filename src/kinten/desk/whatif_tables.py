"""A scenario's outcome as tables: the scenario itself, hospitals, areas, what follows, the curve."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kinten import __version__
from kinten.desk.reading import Inputs
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_telling import (
    FOLLOWS,
    LOSES_LAST,
    NOT_FOUND,
    NOT_LISTED,
    ONE_COMPLETION,
    ONE_PASS,
    SAME_BEFORE,
    list_bounds,
    plain_number,
    step_in_force,
    tell_about,
    tell_equated,
    tell_head,
    tell_pair,
    tell_scenario,
    tell_unmatched,
    threshold_in_force,
)
from kinten.desk.whatif_ways import (
    BY_MUNICIPALITY,
    TO_WHOM,
    changed_ways,
    list_gains,
    list_ways,
    tell_minutes,
)
from kinten.geography.area import Area
from kinten.scenario.reaching import WayChange
from kinten.scenario.running import Change
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_WHO = (Words("都道府県", "prefecture"), Words("医療圏", "area"))
_MINUTES = (
    Words("分（前）", "minutes before"),
    Words("分（後）", "minutes after"),
    Words("分（損失が最大のとき）", "minutes with all possible losses"),
)
_PEOPLE = (
    Words("人口2025", "residents 2025"),
    Words("65歳以上", "aged 65+"),
    Words("人口2050", "residents 2050"),
)


def scenario_table(result: WhatIf, inputs: Inputs | None, lang: str) -> Table:
    """Give what was asked, what came of it in sum, and all that has to stand with it."""
    columns = (
        Words("項目", "item"),
        Words("内容・少なくとも", "value, or at least"),
        Words("多くとも", "at most"),
    )
    rows: list[tuple[Words, Value, Value]] = [
        (Words("注意", "caution"), CAUTION.in_language(lang), None),
        (Words("計算", "calculation"), tell_head(result, lang), None),
    ]
    rows += [(Words(name, name), told, None) for name, told in tell_about(result, lang)]
    rows += [(Words("シナリオ", "scenario"), each, None) for each in tell_scenario(result, lang)]
    rows += [(words, low, high) for words, low, high in list_bounds(result)]
    least, most = result.outcome.at_least.without_2050, result.outcome.at_most.without_2050
    rows += [(Words("うち推計のない医療圏", "areas without a projection"), least, most)]
    rows += [*list_gains(result), *list_ways(result)]
    rows += [(NOT_FOUND, each, None) for each in tell_unmatched(result)]
    rows += [(Words("注", "note"), each, None) for each in whole_notes(result, lang)]
    rows += [
        (Words("版", "edition"), f"{each.id} {each.hash}", None)
        for each in (result.before, result.after)
    ]
    sources = (*(() if inputs is None else inputs.sources), *result.atlas.sources)
    rows += [
        (Words("入力", "input"), f"{each.name} sha256 {each.sha256}", None) for each in sources
    ]
    rows += [(Words("プログラム", "program"), f"kinten {__version__}", None)]
    return Table(
        Words("シナリオと合計", "Scenario and sums").in_language(lang),
        _in(columns, lang),
        tuple((words.in_language(lang), value, most) for words, value, most in rows),
    )


def whole_notes(result: WhatIf, lang: str) -> tuple[str, ...]:
    """Give the notes that hold for the whole result."""
    notes = [ONE_PASS, ONE_COMPLETION]
    if any(each.possibly and not each.hospital for each in result.outcome.changes):
        notes.append(NOT_LISTED)
    return tuple(each.in_language(lang) for each in notes)


def hospitals_table(result: WhatIf, lang: str) -> Table:
    """Give the hospitals on which something changes."""
    columns = (
        Words("都道府県", "prefecture"),
        Words("病院", "hospital"),
        Words("年", "year"),
        Words("前", "before"),
        Words("後", "after"),
        Words("指定を失う", "loses the designation"),
        Words("変わる条項", "clauses that change"),
    )
    rows = tuple(
        (
            _prefecture(each.report.prefecture, lang),
            each.report.hospital,
            each.report.year,
            each.before.label.in_language(lang),
            each.after.label.in_language(lang),
            _tell_loss(each).in_language(lang),
            Words("、", ", ").in_language(lang).join(each.clauses),
        )
        for each in result.outcome.changes
        if each.possibly or each.before is not each.after
    )
    title = Words("病院への影響", "Hospitals").in_language(lang)
    rest = [
        each for each in result.outcome.changes if not each.possibly and each.before is each.after
    ]
    shown = [each for each in result.outcome.changes if each.possibly]
    notes = [_tell_rest(rest)] if rest else []
    notes += [ONE_COMPLETION] if any(each.hospital and not each.surely for each in shown) else []
    notes += [NOT_LISTED] if any(not each.hospital for each in shown) else []
    told = tuple(each.in_language(lang) for each in notes)
    return Table(title, _in(columns, lang), rows, told)


def _tell_rest(changes: Sequence[Change]) -> Words:
    """Say how many reports, and of how many hospitals, change in clauses only."""
    reports = len(changes)
    hospitals = len(
        {each.hospital or (each.report.prefecture, each.report.hospital) for each in changes}
    )
    told = Words(f"{hospitals}施設", f"{hospitals} more")
    if hospitals != reports:
        told = Words(
            f"{hospitals}施設の報告{reports}件",
            f"{reports} more reports ({hospitals} hospitals)",
        )
    return Words(
        f"ほかに{told.ja}は、条項の判定だけが変わり、全体の判定は変わりません（--json で一覧）。",
        f"For {told.en} only clauses change, not the whole (listed with --json).",
    )


def _tell_loss(change: Change) -> Words:
    if change.possibly and not change.hospital:
        return Words("ネットワークにない", "not in the network")
    return _loss(surely=change.surely, possibly=change.possibly)


def _loss(*, surely: bool, possibly: bool) -> Words:
    if surely:
        return Words("はい", "yes")
    return Words("可能性あり", "possibly") if possibly else Words("いいえ", "no")


def areas_table(result: WhatIf, lang: str) -> Table:
    """Give the areas that change."""
    columns = (
        *_WHO,
        Words("前", "before"),
        Words("後", "after"),
        Words("後（損失が最大のとき）", "after, with all possible losses"),
        Words("最後の病院・拠点を失う", "loses its last hospital or hub"),
        *_PEOPLE,
        *_MINUTES,
    )
    rows = tuple(
        (
            _prefecture(each.area.prefecture, lang),
            each.area.name,
            each.before.label.in_language(lang),
            each.after.label.in_language(lang),
            each.at_most.label.in_language(lang),
            _loss(surely=each.surely, possibly=each.possibly).in_language(lang),
            *_people(each.area),
            *_minutes(result.reached.areas.get(each.area.code), lang),
        )
        for each in result.outcome.areas
    )
    title = Words("医療圏への影響", "Areas").in_language(lang)
    return Table(title, _in(columns, lang), rows, _notes(result, lang))


def ways_table(result: WhatIf, lang: str) -> Table:
    """Give the areas whose cover stays and whose way to the nearest hub changes."""
    columns = (
        *_WHO,
        Words("状況（変わらない）", "cover (unchanged)"),
        *_PEOPLE,
        *_MINUTES,
        Words("遠くなる住民", "residents with a longer way"),
        Words("近くなる住民", "residents with a shorter way"),
    )
    covers = {each.area.code: each for each in result.outcome.before}
    rows = tuple(
        (
            _prefecture(each.area.prefecture, lang),
            each.area.name,
            covers[each.area.code].cover.label.in_language(lang),
            *_people(each.area),
            *_minutes(each, lang, decimals=1),
            _plain_pair(each.longer, lang),
            _plain_pair(each.shorter, lang),
        )
        for each in changed_ways(result)
    )
    title = Words(
        "区分は変わらず、拠点病院までの分が変わる医療圏",
        "Areas whose cover stays and whose way to a hub changes",
    )
    notes = (*_notes(result, lang), BY_MUNICIPALITY.in_language(lang))
    return Table(title.in_language(lang), _in(columns, lang), rows, notes)


def _people(area: Area) -> tuple[Value, ...]:
    return (area.people.now, area.people.aged_65, area.people.in_2050)


def _minutes(change: WayChange | None, lang: str, decimals: int = 0) -> tuple[Value, ...]:
    if change is None:
        return (None, None, None)
    states = (change.before, change.after, change.at_most)
    return tuple(tell_minutes(each, lang, decimals) for each in states)


def _plain_pair(pair: tuple[int, int], lang: str) -> Value:
    return pair[0] if pair[0] == pair[1] else tell_pair(pair, lang)


def next_table(result: WhatIf, lang: str) -> Table:
    """Give what the network check finds afterwards and did not find before; it is not acted on."""
    columns = (
        Words("何が", "what"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("病院", "hospitals"),
    )
    sign = Words("、", ", ").in_language(lang)
    areas = result.atlas.frame.areas
    rows = []
    for each in result.second_round:
        area = areas.get(each.area)
        rows.append(
            (
                each.words.in_language(lang),
                None if area is None else _prefecture(area.prefecture, lang),
                each.area or None if area is None else area.name,
                sign.join(one.hospital.name for one in each.hospitals),
            )
        )
    return Table(FOLLOWS.in_language(lang), _in(columns, lang), tuple(rows))


def curve_table(result: WhatIf, lang: str) -> Table:
    """Give the steps of the threshold; one of them holds the threshold of this calculation."""
    columns = (
        Words("基準がこれより大きく", "threshold above"),
        Words("ここまで", "up to"),
        Words("この計算の値", "value here"),
        Words("充足", "met"),
        Words("未充足", "unmet"),
        Words("判定不能", "unknown"),
        Words("指定を失う病院", "hospitals that lose it"),
        LOSES_LAST,
        Words("その住民", "their residents"),
    )
    here, value = step_in_force(result), plain_number(threshold_in_force(result))
    rows = tuple(
        (
            plain_number(step.above),
            plain_number(step.up_to),
            value if step is here else None,
            step.met,
            step.unmet,
            step.unknown,
            tell_pair(step.hospitals, lang),
            tell_pair(step.areas, lang),
            tell_pair(step.people, lang),
        )
        for step in result.curve
    )
    title = Words(f"基準の境目 {result.curve_clause}", f"Steps of {result.curve_clause}")
    notes = (SAME_BEFORE.in_language(lang), *_notes(result, lang)[:1])
    return Table(title.in_language(lang), _in(columns, lang), rows, notes)


def _prefecture(code: str, lang: str) -> str:
    known = PREFECTURES.get(code)
    return code if known is None else known.in_language(lang)


def _notes(result: WhatIf, lang: str) -> tuple[str, ...]:
    told = (each.in_language(lang) for each in tell_equated(result))
    travel = f"{result.travel.in_language(lang)}{TO_WHOM.in_language(lang)}"
    return (ONE_PASS.in_language(lang), travel, *told)


def _in(columns: tuple[Words, ...], lang: str) -> tuple[str, ...]:
    return tuple(words.in_language(lang) for words in columns)


TABLES: Mapping[str, Callable[[WhatIf, str], Table]] = MappingProxyType(
    {
        "hospitals": hospitals_table,
        "areas": areas_table,
        "ways": ways_table,
        "next": next_table,
        "curve": curve_table,
    }
)
"""The tables of an outcome by the name that ``--table`` takes."""


def tables_of(result: WhatIf) -> tuple[str, ...]:
    """Name the tables that this outcome has."""
    return tuple(name for name in TABLES if name != "curve" or result.curve)
