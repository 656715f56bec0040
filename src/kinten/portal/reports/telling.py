"""What a hospital reported, as tables by section: one row a fact, one column a year; small counts masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from kinten.desk.small_counts import mask_given
from kinten.desk.telling_facts import tell_fact
from kinten.portal.reports.models import ReportVersion
from kinten.portal.reports.reading import report_of
from kinten.portal.reports.volume_line import Mark, draw_line
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType, Supply
from kinten.vocabulary.given import Given
from kinten.vocabulary.wording import Words

MOST_YEARS = 5
CONSULTATIONS = "consultations"
"""The one reported fact that tells of a consultation centre itself."""
_SECTIONS = {
    Supply.VOLUMES: Words("診療実績", "Volumes"),
    Supply.FACILITY: Words("施設・設備", "Facilities"),
    Supply.CARE: Words("診療体制", "Care"),
    Supply.GENOME: Words("がんゲノム医療", "Genome medicine"),
    Supply.PANEL: Words("エキスパートパネル", "Expert panel"),
    Supply.SARCOMA: Words("骨軟部腫瘍", "Bone and soft-tissue tumours"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact over the years, in the order of the years of its table; "" where it was not asked."""

    label: Words
    unit: Words
    values: tuple[Words, ...]
    is_number: bool
    line: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The facts that one part of the form asks."""

    title: Words
    is_volumes: bool
    rows: tuple[FactRow, ...]


def tell_sections(versions: Sequence[ReportVersion], lang: str) -> tuple[Section, ...]:
    """Tell the facts of versions, the newest year first, section by section.

    Texts of officials and facts of the network, which a hospital does not report, are left out.
    """
    facts = [report_of(each).facts for each in versions]
    years = [each.year for each in versions]
    asked = {fact for each in facts for fact in each if fact in CATALOGUE}
    sections = []
    for supply, title in _SECTIONS.items():
        rows = [
            _row(definition, facts, years, lang)
            for definition in CATALOGUE.values()
            if definition.supply is supply and definition.id in asked and _is_shown(definition)
        ]
        if rows:
            sections.append(Section(title, supply is Supply.VOLUMES, tuple(rows)))
    return tuple(sections)


def tell_facts(versions: Sequence[ReportVersion]) -> tuple[FactRow, ...]:
    """Tell every fact that one of the versions was asked for, without lines, in the catalogue's order."""
    facts = [report_of(each).facts for each in versions]
    asked = {fact for each in facts for fact in each}
    return tuple(
        _plain_row(definition, [each.get(definition.id) for each in facts])
        for definition in CATALOGUE.values()
        if definition.id in asked and definition.supply in _SECTIONS and _is_shown(definition)
    )


def tell_consultations(version: ReportVersion) -> Words | None:
    """Tell how many consultations its consultation centre reported; None where no fact gives it."""
    given = report_of(version).facts.get(CONSULTATIONS)
    if given is None or given.missing is not None or given.is_dash:
        return None
    return _told(CONSULTATIONS, given)


def _is_shown(definition: FactDefinition) -> bool:
    return definition.type is not FactType.TEXT and definition.is_asked


def _row(
    definition: FactDefinition,
    facts: Sequence[Mapping[str, Given]],
    years: Sequence[int],
    lang: str,
) -> FactRow:
    given = [each.get(definition.id) for each in facts]
    row = _plain_row(definition, given)
    if definition.supply is not Supply.VOLUMES:
        return row
    shown = (None if each is None else mask_given(definition.id, each) for each in given)
    marks = [
        Mark(year, None if each is None else each.value)
        for year, each in zip(years, shown, strict=True)
    ]
    title = Words("の年ごとの推移", " by year").in_language(lang)
    line = draw_line(marks[::-1], definition.label.in_language(lang) + title)
    return replace(row, line=line)


def _plain_row(definition: FactDefinition, given: Sequence[Given | None]) -> FactRow:
    values = tuple(Words("", "") if each is None else _told(definition.id, each) for each in given)
    # A share is told in per cent, whatever its unit on the form.
    unit = Words("", "") if definition.type is FactType.SHARE else definition.unit.label
    is_number = definition.type in {FactType.COUNT, FactType.SHARE}
    return FactRow(definition.label, unit, values, is_number)


def _told(fact: str, given: Given) -> Words:
    shown = mask_given(fact, given)
    return Words(tell_fact(fact, shown, "ja"), tell_fact(fact, shown, "en"))
