"""What sources say of a topic, hospital by hospital: discharges, reports, meeting papers, designations.

Only a published figure of 10 and more, a yes, or a statement is a ground. Nothing here says that a
hospital does not treat.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kinten.desk.genome import load_statements, newest_statements
from kinten.desk.telling_facts import tell_fact
from kinten.network.group import Cancer, Giver, Modality
from kinten.portal.places.reading import Seen
from kinten.portal.search.ground import Ground
from kinten.portal.search.published_reports import newest_answers
from kinten.portal.search.topic import Topic
from kinten.portal.search.treatment_words import TREATMENTS
from kinten.portal.volume_pages.meeting_papers import FACTS, Printed, papers_of
from kinten.portal.volume_pages.published import cells_of
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.wording import Words

SURVEY_YEAR = 2021
"""The fiscal year of the packaged discharge survey."""
_GENOME = {topic.genome[0]: topic.words for topic in TREATMENTS if len(topic.genome) == 1}
Grounds = Mapping[str, tuple[Ground, ...]]


def grounds_of(topic: Topic, seen: Seen) -> Grounds:
    """Give the grounds of a topic by hospital, of those designated on the day; the discharges first."""
    day, recorded_by = seen.snapshot.day, seen.snapshot.recorded_by
    found: dict[str, list[Ground]] = {}
    hospitals = [each.hospital.id for each in seen.snapshot.standings]
    for hospital in hospitals:
        told = [*_discharges(topic, hospital), *_papers(topic, hospital, day)]
        if told:
            found[hospital] = told
    if topic.facts:
        answers = newest_answers(day, recorded_by)
        for hospital in hospitals:
            if (answered := answers.get(hospital)) is not None:
                told = [
                    _answer(fact, answered.facts[fact], answered.year, answered.is_made_up)
                    for fact in topic.facts
                    if fact in answered.facts
                ]
                found.setdefault(hospital, []).extend(told)
    for hospital, ground in (*_statements(topic, seen), *_provisions(topic, seen)):
        found.setdefault(hospital, []).append(ground)
    return {hospital: tuple(told) for hospital, told in found.items() if told}


def _discharges(topic: Topic, hospital: str) -> Iterator[Ground]:
    for cell in cells_of(hospital) if topic.diseases else ():
        if cell.disease in topic.diseases:
            count = f"{cell.discharges:,}"
            yield Ground(
                Words(
                    f"{cell.name.ja}: 公表された退院数 {count}（{SURVEY_YEAR}年度）",
                    f"{cell.name.en}: {count} published discharges (fiscal {SURVEY_YEAR})",
                ),
                cell.discharges,
            )


def _papers(topic: Topic, hospital: str, day: date) -> Iterator[Ground]:
    """Give what the newest row of the meeting papers prints, of years that had come by the day."""
    asked = [fact for fact in topic.facts if fact in FACTS]
    rows = [each for each in papers_of(hospital) if each.year <= day.year] if asked else []
    if not rows:
        return
    newest: Printed = rows[-1]
    for fact in asked:
        figure = newest.number(fact)
        if figure is not None and figure > 0:
            words = _told(fact, newest.facts[fact])
            yield Ground(
                Words(
                    f"{words.ja}（{newest.year}年の報告、検討会の資料）",
                    f"{words.en} (report of {newest.year}, paper of the panel)",
                ),
                int(figure),
            )


def _answer(fact: str, given: Given, year: int, is_made_up: bool) -> Ground:  # noqa: FBT001
    words = _told(fact, given)
    is_count = CATALOGUE[fact].type is FactType.COUNT
    return Ground(
        Words(f"{words.ja}（{year}年の報告）", f"{words.en} (report of {year})"),
        int(given.low) if is_count else None,
        is_made_up,
    )


def _told(fact: str, given: Given) -> Words:
    definition = CATALOGUE[fact]
    if definition.type is FactType.COUNT:
        figure = f"{Decimal(repr(given.low)).normalize():,f}"
        unit = definition.unit.label
        return Words(
            f"{definition.label.ja} {figure} {unit.ja}", f"{definition.label.en}: {figure}"
        )
    return Words(
        f"{definition.label.ja}: {tell_fact(fact, given, 'ja')}",
        f"{definition.label.en}: {tell_fact(fact, given, 'en')}",
    )


def _statements(topic: Topic, seen: Seen) -> Iterator[tuple[str, Ground]]:
    """Give what papers say of genome hospitals; their list is far from complete."""
    if not topic.genome:
        return
    stated = newest_statements(
        load_statements(seen.atlas.network.hospitals),
        seen.snapshot.day,
        seen.snapshot.recorded_by,
    )
    for each in stated:
        if each.hospital is not None and each.kind in topic.genome:
            kind = _GENOME[each.kind]
            of = Words("", "") if each.stated is None else _of(each.printed or str(each.stated))
            yield (
                each.hospital.id,
                Ground(Words(f"{kind.ja}{of.ja}", f"{kind.en}{of.en}")),
            )


def _of(printed: str) -> Words:
    return Words(f"（{printed}の資料）", f" (paper of {printed})")


def _provisions(topic: Topic, seen: Seen) -> Iterator[tuple[str, Ground]]:
    """Give the treatments of a cancer that the network's records say a hospital gives itself."""
    for each in seen.snapshot.provisions:
        is_meant = each.cancer is topic.cancer or each.modality is topic.modality
        if is_meant and each.giver is Giver.OWN:
            yield each.hospital, Ground(_provided(each.cancer, each.modality))


def _provided(cancer: Cancer, modality: Modality) -> Words:
    return Words(
        f"{cancer.label.ja}の{modality.label.ja}: 自施設（ネットワークの記録）",
        f"{modality.label.en}, {cancer.label.en}: itself (record of the network)",
    )
