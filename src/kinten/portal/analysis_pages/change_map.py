"""The map of what a scenario changes: classes that differ in pattern and words, not in colour alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kinten.coverage.blank import AreaCover
from kinten.desk.drawing.svg import Look, Picture
from kinten.desk.mapping import CREDIT
from kinten.portal.analysis_pages.reckoning import Reckoned
from kinten.portal.atlas_pages.drawing import fill_of, sheet_shapes, strict_svg
from kinten.scenario.running import AreaChange, Change
from kinten.vocabulary.truth import Verdict
from kinten.vocabulary.wording import Words

_LOOKS = (
    (
        "empties",
        "#b2182b",
        "plain",
        Words("最後の指定病院・拠点を失う", "loses its last hospital or hub"),
    ),
    (
        "may-empty",
        "#f4a582",
        "cross",
        Words("最後の指定病院・拠点を失いうる", "may lose its last hospital or hub"),
    ),
    (
        "loses",
        "#fdd9a8",
        "hatch",
        Words("指定を失う病院がある", "a hospital loses the designation"),
    ),
    (
        "may-lose",
        "#fff3c2",
        "dots",
        Words("指定を失いうる病院がある", "a hospital may lose the designation"),
    ),
    ("gains", "#c7e6b4", "lines", Words("充足に変わる病院がある", "a hospital comes to meet it")),
    ("same", "#9ecae9", "plain", Words("判定した病院は変わらない", "hospitals judged, no change")),
    (
        "unreported",
        "#efefef",
        "bars",
        Words("判定する報告のない病院だけ（不明）", "hospitals without a report only (unknown)"),
    ),
    ("none", "#ffffff", "plain", Words("指定病院なし（前から）", "no hospital, before already")),
)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A class in the legend: its words and fill, how many areas, how many people live there.

    ``people`` is None where a source lacks the residents of one of them.
    """

    words: str
    fill: str
    areas: int
    people: int | None


@dataclass(frozen=True, slots=True)
class ChangeMap:
    """The drawn map, its legend, and what has to stand beside it."""

    svg: SafeString
    classes: tuple[LegendRow, ...]
    notes: tuple[str, ...]


def draw_changes(reckoned: Reckoned, lang: str) -> ChangeMap:
    """Draw what the scenario changes; each area says what stood there, what stands, and who changes."""
    outcome = reckoned.result.outcome
    areas = {each.area.code: each for each in outcome.areas}
    hospitals = _by_area(reckoned)
    judged = _judged_areas(reckoned)
    shown: dict[str, str] = {}
    words: dict[str, str] = {}
    for cover in outcome.before:
        code = cover.area.code
        changed = hospitals.get(code, ())
        shown[code] = _class(cover, areas.get(code), changed, has_judged=code in judged)
        words[code] = _words(cover, areas.get(code), changed, shown[code], lang)
    looks = [
        Look(key, fill, told.in_language(lang), pattern)
        for key, fill, pattern, told in _LOOKS
        if key in shown.values()
    ]
    title = Words("改定案で変わる医療圏の地図", "Map of the areas that change").in_language(lang)
    frame = reckoned.result.atlas.frame.id
    query = f"?on={reckoned.scenario.day}"
    links = {code: reverse("area", kwargs={"frame": frame, "code": code}) + query for code in shown}
    picture = Picture(title, (), looks, shown, words, links, lang=lang, told=_told(reckoned, lang))
    people = {each.area.code: each.area.people.now for each in outcome.before}
    return ChangeMap(
        mark_safe(strict_svg(picture, sheet_shapes())),  # noqa: S308 - drawn here, words escaped
        tuple(_row(look, shown, people) for look in looks),
        (CREDIT.in_language(lang),),
    )


def _class(
    cover: AreaCover, area: AreaChange | None, changed: Sequence[Change], *, has_judged: bool
) -> str:
    """Give the class of an area: the gravest of what changes in it."""
    if area is not None and area.surely:
        return "empties"
    if area is not None and area.possibly:
        return "may-empty"
    if any(each.surely for each in changed):
        return "loses"
    if any(each.possibly for each in changed):
        return "may-lose"
    if any(_gains(each) for each in changed):
        return "gains"
    if has_judged:
        return "same"
    return "unreported" if cover.hospitals else "none"


def _gains(change: Change) -> bool:
    return change.after is Verdict.MET and change.before in {Verdict.UNMET, Verdict.UNKNOWN}


def _by_area(reckoned: Reckoned) -> Mapping[str, tuple[Change, ...]]:
    """Give the hospitals of each area that lose, may lose, or come to meet what is judged."""
    hospitals = reckoned.result.atlas.network.hospitals
    found: dict[str, list[Change]] = {}
    for each in reckoned.result.outcome.changes:
        if each.hospital and (each.possibly or _gains(each)):
            found.setdefault(hospitals[each.hospital].area, []).append(each)
    return {code: tuple(listed) for code, listed in found.items()}


def _judged_areas(reckoned: Reckoned) -> frozenset[str]:
    hospitals = reckoned.result.atlas.network.hospitals
    return frozenset(hospitals[each].area for each in reckoned.result.joined.hospitals if each)


def _words(
    cover: AreaCover, area: AreaChange | None, changed: Sequence[Change], key: str, lang: str
) -> str:
    """Tell of an area: its class, what stood and stands there, and who changes."""
    told = next(words for name, _, _, words in _LOOKS if name == key).in_language(lang)
    name = cover.area.told.in_language(lang)
    line = f"{name}: {told}"
    if area is not None and area.before is not area.at_most:
        before, after = area.before.label, area.at_most.label
        line += f" ({before.in_language(lang)} → {after.in_language(lang)})"
    if changed:
        names = dict.fromkeys(each.report.hospital for each in changed)
        line += f" / {Words('、', ', ').in_language(lang).join(names)}"
    return line


def _told(reckoned: Reckoned, lang: str) -> str:
    threshold = reckoned.scenario.threshold
    value = threshold.told(reckoned.scenario.value)
    return Words(
        f"{threshold.name} を {value} にしたとき", f"With {threshold.name} at {value}"
    ).in_language(lang)


def _row(look: Look, shown: Mapping[str, str], people: Mapping[str, int | None]) -> LegendRow:
    living = [people[code] for code, key in shown.items() if key == look.key]
    known = [each for each in living if each is not None]
    whole = sum(known) if len(known) == len(living) else None
    return LegendRow(look.words, fill_of(look), len(living), whole)
