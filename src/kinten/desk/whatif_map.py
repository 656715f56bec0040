"""The map of a scenario: what stands where afterwards, whose way changes, and what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kinten.desk.drawing.svg import Mark
from kinten.desk.mapping import CREDIT, Sheet, class_sheet, cover_table, tell_cover
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_telling import (
    UNCHANGED,
    list_bounds,
    tell_about,
    tell_head,
    tell_pair,
    tell_scenario,
    tell_without_projection,
)
from kinten.desk.whatif_ways import changed_ways, list_gains, list_ways, tell_way
from kinten.report.model import Source
from kinten.scenario.running import AreaChange
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words

_MOST_LINES = 3
_LONGEST_LINE = 38
"""What a line takes, in wide letters; the whole stands in the page and in <desc>."""
ONE_PASS_PAGE = Words(
    "一度だけの計算です：この日の配置で判定し、指定を失う病院を除いて医療圏を数え直しました。"
    "その先に起こることは「kinten whatif」が示し、この地図には含みません。",
    "One pass: judged with the placement of this day, areas counted again without the hospitals that "
    "lose the designation. What follows is told by 'kinten whatif' and is not in this map.",
)
ONE_PASS_SHORT = Words(
    "一度だけの計算（先の影響は含まない）", "one pass; what follows is not acted on"
)


def whatif_map(
    result: WhatIf, lang: str, *, is_page: bool, sources: Sequence[Source] = ()
) -> Sheet:
    """Draw the areas after the certain losses of a scenario; those of possible ones have an outline.

    ``sources`` are the inputs; they are named in the picture's description with what was asked.
    """
    outcome = result.outcome
    changes = _changes(result, lang)
    title = Words(
        f"改定案による医療圏の変化（{result.snapshot.day}）",
        f"Areas under the revision ({result.snapshot.day})",
    )
    words = {
        each.area.code: tell_cover(each, lang, was_merged=False)
        + (f" [{changes[each.area.code]}]" if each.area.code in changes else "")
        for each in outcome.after
    }
    possibly = {each.area.code for each in outcome.areas if each.possibly and not each.surely}
    mark = Words(
        f"最後の病院・拠点を失いうる：{len(possibly)}",
        f"may lose its last hospital or hub: {len(possibly)}",
    )
    lines = _sums(result, lang)
    told = [*tell_whole_scenario(result, lang), *(f"{each.name} {each.sha256}" for each in sources)]
    sheet = class_sheet(
        title,
        (*(Words(each, each) for each in lines), ONE_PASS_SHORT, CREDIT),
        {each.area.code: each.cover for each in outcome.after},
        words,
        _with_changes(cover_table(title, outcome.after, lang), changes, lang),
        lang,
        is_page=is_page,
        mark=Mark(possibly, mark.in_language(lang)),
    )
    inputs = [each.name for each in sources if each not in result.atlas.sources]
    aside = (*_asked(result, lang), *_named(inputs, lang), *_told_ways(result, lang))
    return replace(sheet, picture=replace(sheet.picture, told=" / ".join(told), aside=aside))


def tell_whole_scenario(result: WhatIf, lang: str) -> tuple[str, ...]:
    """Tell everything that was asked: editions with their hashes, day, scope, years, changes."""
    editions = (result.before, result.after)
    return (
        tell_head(result, lang),
        *dict.fromkeys(f"{each.id} {each.hash}" for each in editions),
        *(f"{name}: {told}" for name, told in tell_about(result, lang)),
        *(tell_scenario(result, lang) or (UNCHANGED.in_language(lang),)),
    )


def _told(words: Words, low: int, high: int, lang: str) -> str:
    return f"{words.in_language(lang)} {tell_pair((low, high), lang)}"


def _asked(result: WhatIf, lang: str) -> Iterable[str]:
    """Give the lines that tell what was asked; a long list ends with how many more."""
    scope = tell_about(result, lang)[0]
    sign = Words("：", ": ").in_language(lang)
    reports = Words(
        f"判定した報告{len(result.joined.reports)}", f"{len(result.joined.reports)} reports judged"
    ).in_language(lang)
    editions = " → ".join(dict.fromkeys((result.before.id, result.after.id)))
    yield Words("、", ", ").in_language(lang).join((editions, sign.join(scope), reports))
    listed = tell_scenario(result, lang) or (UNCHANGED.in_language(lang),)
    for line in listed[:_MOST_LINES]:
        yield line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
    if len(listed) > _MOST_LINES:
        more = len(listed) - _MOST_LINES
        yield Words(f"ほか{more}件の変更", f"and {more} more").in_language(lang)


def _named(inputs: Sequence[str], lang: str) -> Iterable[str]:
    """Name the first input, and say how many there are besides."""
    if inputs:
        more = len(inputs) - 1
        told = Words(f"入力：{inputs[0]}", f"input: {inputs[0]}").in_language(lang)
        rest = Words(f" ほか{more}", f" and {more} more").in_language(lang)
        yield told + rest if more else told


def _sums(result: WhatIf, lang: str) -> Iterable[str]:
    """Give the sums of the legend: what is lost, what is gained."""
    sign = Words("、", ", ").in_language(lang)
    losses = [_told(*each, lang) for each in list_bounds(result)]
    apart = tell_without_projection(result, lang)
    if apart:
        losses[-1] += Words(f"（{apart}）", f" ({apart})").in_language(lang)
    yield from (sign.join(pair) for pair in (losses[:2], losses[2:4], losses[4:]))
    gains = [_told(*each, lang) for each in list_gains(result)]
    if gains:
        yield sign.join(gains[1:3])


def _told_ways(result: WhatIf, lang: str) -> Iterable[str]:
    """Give the people whose way to a hub gets longer or shorter, without the figures by age and area."""
    return (_told(*each, lang) for each in list_ways(result)[::3])


def _changes(result: WhatIf, lang: str) -> dict[str, str]:
    """Tell by area what changes: its cover, its way to a hub, or both."""
    sign = Words("、", ", ").in_language(lang)
    found = {}
    for each in result.outcome.areas:
        way = result.reached.areas.get(each.area.code)
        parts = (_tell_change(each, lang), "" if way is None else tell_way(way, lang))
        found[each.area.code] = sign.join(filter(None, parts))
    for way in changed_ways(result):
        open_way = Words("拠点までの分が変わる可能性", "the way to a hub may change").in_language(
            lang
        )
        found[way.area.code] = tell_way(way, lang) or open_way
    return found


def _tell_change(change: AreaChange, lang: str) -> str:
    before, after, most = (
        each.label.in_language(lang) for each in (change.before, change.after, change.at_most)
    )
    if change.after is not change.before:
        return f"{before} → {after}"
    if change.at_most is change.before:
        return Words("最後の拠点を失う可能性", "may lose its last hub").in_language(lang)
    return Words(f"{before} → {most}（可能性）", f"{before} → possibly {most}").in_language(lang)


def _with_changes(table: Table, changes: Mapping[str, str], lang: str) -> Table:
    """Add a column that tells what changes, and put the areas that change first."""
    column = Words("変化", "change").in_language(lang)
    rows = [(*row, changes.get(str(row[0]), "")) for row in table.rows]
    rows.sort(key=lambda row: not row[-1])
    return replace(table, columns=(*table.columns, column), rows=tuple(rows))
