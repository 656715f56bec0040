"""A scenario's outcome as a document and as tables."""

from decimal import Decimal
from typing import Any

from kinten import __version__
from kinten.desk.reading import Inputs
from kinten.desk.result import edition_document
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf
from kinten.scenario.running import AreaChange, Change, Sum
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

ONE_PASS = Words(
    "一度だけの計算です：この日の配置で判定し、未充足となる病院の指定がなくなるとして医療圏を数え直しました。"
    "その先の影響（下の「次に起こること」）は計算に入れていません。",
    "One pass: verdicts with the placement of this day; hospitals that become unmet lose the designation; areas are "
    "counted again. What follows from that is listed below and not acted on.",
)

_TO_WHOM = Words(
    "。拠点病院まで（類型不明で拠点病院かもしれない病院を含む）。",
    "; to the nearest hub (or hospital of unknown kind that may be one).",
)


def whatif_document(result: WhatIf, inputs: Inputs | None) -> dict[str, Any]:
    """Give the document of `kinten whatif --json`."""
    asked, outcome = result.asked, result.outcome
    sources = () if inputs is None else inputs.sources
    return {
        "kinten": __version__,
        "caution": CAUTION._asdict(),
        "inputs": [
            {"name": each.name, "sha256": each.sha256} for each in (*sources, *result.atlas.sources)
        ],
        "as_of": result.snapshot.day.isoformat(),
        "editions": {
            "before": edition_document(result.before),
            "after": edition_document(result.after),
        },
        "call": {
            "scope": asked.call.scope,
            "kind": None if asked.call.kind is None else asked.call.kind.value,
            "years": asked.call.years,
            "set": dict(asked.call.changes),
            "reading": {**asked.call.readings, **asked.equated},
            "overlay": dict(asked.call.overlay),
            "without": list(asked.without),
            "opening": list(asked.opening),
            "curve": result.curve_clause,
            "hospital": asked.call.hospital,
            "facts": asked.call.facts_file,
            "reports": len(sources),
            "network": result.atlas.folder,
        },
        "one_pass": ONE_PASS._asdict(),
        "judged": len(result.joined.reports),
        "not_matched": [
            {"hospital": each.hospital, "prefecture": each.prefecture, "year": each.year}
            for each in result.joined.unmatched
        ],
        "hospitals": [_change(each) for each in outcome.changes],
        "areas": [_area(each, result) for each in outcome.areas],
        "bounds": {"at_least": _sum(outcome.at_least), "at_most": _sum(outcome.at_most)},
        "travel": result.travel._asdict(),
        "second_round": [
            {
                "rule": each.rule,
                "area": each.area or None,
                "hospitals": [one.hospital.name for one in each.hospitals],
                "words": each.words._asdict(),
            }
            for each in result.second_round
        ],
        "curve": [
            {
                "above": _threshold(step.above),
                "up_to": _threshold(step.up_to),
                "met": step.met,
                "unmet": step.unmet,
                "unknown": step.unknown,
                "areas": {"at_least": step.areas[0], "at_most": step.areas[1]},
                "people": {"at_least": step.people[0], "at_most": step.people[1]},
            }
            for step in result.curve
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    report = change.report
    return {
        "hospital": report.hospital,
        "hospital_id": change.hospital or None,
        "prefecture": report.prefecture,
        "year": report.year,
        "before": change.before.word,
        "after": change.after.word,
        "clauses": list(change.clauses),
        "loses": "yes" if change.surely else "possibly" if change.possibly else "no",
    }


def _area(change: AreaChange, result: WhatIf) -> dict[str, Any]:
    people = change.area.people
    before, after, at_most = result.minutes[change.area.code]
    return {
        "area": change.area.code,
        "name": change.area.name,
        "prefecture": change.area.prefecture,
        "before": change.before.value,
        "after": change.after.value,
        "after_at_most": change.at_most.value,
        "population": people.now,
        "population_65": people.aged_65,
        "population_2050": people.in_2050,
        "minutes_before": before,
        "minutes_after": after,
        "minutes_after_at_most": at_most,
        "lost": [each.hospital.name for each in change.gone],
        "possibly_lost": [each.hospital.name for each in change.perhaps_gone],
    }


def _sum(total: Sum) -> dict[str, int]:
    return {
        "hospitals": total.hospitals,
        "areas": total.areas,
        "population": total.people,
        "population_65": total.aged_65,
        "population_2050": total.in_2050,
        "areas_without_2050": total.without_2050,
    }


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
    loses = {
        (True, True): Words("はい", "yes"),
        (False, True): Words("可能性あり", "possibly"),
        (False, False): Words("いいえ", "no"),
    }
    rows = tuple(
        (
            _prefecture(each.report.prefecture, lang),
            each.report.hospital,
            each.report.year,
            each.before.label.in_language(lang),
            each.after.label.in_language(lang),
            loses[each.surely, each.possibly].in_language(lang),
            Words("、", ", ").in_language(lang).join(each.clauses),
        )
        for each in result.outcome.changes
        if each.possibly or each.before is not each.after
    )
    title = Words("病院への影響", "Hospitals").in_language(lang)
    more = len(result.outcome.changes) - len(rows)
    rest = Words(
        f"ほかに{more}施設は、条項の判定だけが変わり、全体の判定は変わりません（--json で一覧）。",
        f"For {more} more only clauses change, not the whole (listed with --json).",
    )
    notes = (rest.in_language(lang),) if more else ()
    return Table(title, tuple(words.in_language(lang) for words in columns), rows, notes)


def areas_table(result: WhatIf, lang: str) -> Table:
    """Give the areas that change."""
    columns = (
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("前", "before"),
        Words("後", "after"),
        Words("後（最大）", "after, at most"),
        Words("人口2025", "residents 2025"),
        Words("65歳以上", "aged 65+"),
        Words("人口2050", "residents 2050"),
        Words("分（前）", "minutes before"),
        Words("分（後）", "minutes after"),
        Words("分（最大）", "minutes, at most"),
    )
    rows = tuple(
        (
            _prefecture(each.area.prefecture, lang),
            each.area.name,
            each.before.label.in_language(lang),
            each.after.label.in_language(lang),
            each.at_most.label.in_language(lang),
            each.area.people.now,
            each.area.people.aged_65,
            each.area.people.in_2050,
            *(
                None if minutes is None else round(minutes)
                for minutes in result.minutes[each.area.code]
            ),
        )
        for each in result.outcome.areas
    )
    title = Words("医療圏への影響", "Areas").in_language(lang)
    return Table(
        title, tuple(words.in_language(lang) for words in columns), rows, _notes(result, lang)
    )


def curve_table(result: WhatIf, lang: str) -> Table:
    """Give the steps of the threshold."""
    columns = (
        Words("基準がこれより大きく", "threshold above"),
        Words("ここまで", "up to"),
        Words("充足", "met"),
        Words("未充足", "unmet"),
        Words("判定不能", "unknown"),
        Words("病院を失う医療圏", "areas emptied"),
        Words("その住民", "their residents"),
    )
    rows = tuple(
        (
            _threshold(step.above),
            _threshold(step.up_to),
            step.met,
            step.unmet,
            step.unknown,
            _pair(step.areas, lang),
            _pair(step.people, lang),
        )
        for step in result.curve
    )
    title = Words(
        f"基準の境目 {result.curve_clause}", f"Steps of {result.curve_clause}"
    ).in_language(lang)
    return Table(
        title, tuple(words.in_language(lang) for words in columns), rows, _notes(result, lang)
    )


def tell_bounds(result: WhatIf, lang: str) -> str:
    """Tell the sums: at least and at most."""
    least, most = result.outcome.at_least, result.outcome.at_most
    parts = (
        (Words("指定を失う病院", "hospitals that lose it"), least.hospitals, most.hospitals),
        (Words("病院がなくなる医療圏", "areas emptied"), least.areas, most.areas),
        (Words("住民", "residents"), least.people, most.people),
        (Words("うち65歳以上", "aged 65 and over"), least.aged_65, most.aged_65),
        (Words("2050年の住民", "residents in 2050"), least.in_2050, most.in_2050),
    )
    told = "　".join(
        f"{words.in_language(lang)} {_pair((low, high), lang)}" for words, low, high in parts
    )
    if not most.without_2050:
        return told
    number = _pair((least.without_2050, most.without_2050), lang)
    apart = Words(
        f"（推計のない医療圏 {number} を除く）",
        f" (without {number} areas that have no projection)",
    )
    return told + apart.in_language(lang)


def tell_scenario(result: WhatIf, lang: str) -> tuple[str, ...]:
    """Tell what was changed, how texts were read, and who was taken out or in."""
    asked = result.asked
    overlay = result.after.overlay
    lines = []
    if overlay is not None and overlay.name:
        lines.append(overlay.name)
    given = {**(asked.call.overlay.get("set") or {}), **asked.call.changes}
    lines += [f"{name} = {value}" for name, value in given.items()]
    readings = {**(asked.call.overlay.get("reading") or {}), **asked.call.readings}
    for name, value in readings.items():
        lines.append(
            Words(f"読み方: {name} = {value}", f"read: {name} = {value}").in_language(lang)
        )
    for name, value in asked.equated.items():
        lines.append(
            Words(
                f"読み替え: {name} = {value}", f"read for one another: {name} = {value}"
            ).in_language(lang)
        )
    lines += [
        Words(f"指定がなくなる: {name}", f"withdraws: {name}").in_language(lang)
        for name in asked.without
    ]
    lines += [
        Words(f"新たに指定: {name}", f"designated: {name}").in_language(lang)
        for name in asked.opening
    ]
    return tuple(lines)


def _threshold(number: Decimal | None) -> int | float | None:
    """Give a threshold as a whole number where it is one."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _pair(pair: tuple[int, int], lang: str) -> str:
    low, high = pair
    to = Words("〜", " to ").in_language(lang)
    return f"{low:,}" if low == high else f"{low:,}{to}{high:,}"


def _prefecture(code: str, lang: str) -> str:
    known = PREFECTURES.get(code)
    return code if known is None else known.in_language(lang)


def _notes(result: WhatIf, lang: str) -> tuple[str, ...]:
    notes = [
        ONE_PASS.in_language(lang),
        f"{result.travel.in_language(lang)}{_TO_WHOM.in_language(lang)}",
    ]
    if result.asked.equated:
        told = "、".join(f"{name}={value}" for name, value in result.asked.equated.items())
        notes.append(Words(f"読み替え: {told}", f"read for one another: {told}").in_language(lang))
    return tuple(notes)
