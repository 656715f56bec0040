"""The official numbers of a day beside those of the hospitals held: where the list is known not to be whole."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinten.network.counting import Pair
from kinten.network.loading import load_published, recorded_on
from kinten.network.published import Published, Subject
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

_SUBJECTS: Mapping[str, Subject] = {
    **{kind.value: Subject(kind.value) for kind in Kind},
    "hubs": Subject.HUBS,
    "all": Subject.ALL,
}
BLANK = "blank_areas"
Official = Mapping[str, tuple[Published, ...]]
"""Every number published for the day, by what is counted; several where sources differ."""
_TABLE = "published_counts.csv"


def official_counts(day: date, recorded_by: date | None = None) -> Official:
    """Give what was published for a day of the whole country; a number of a month is of each of its days.

    A number of a year only is of no day, but for the blank areas: theirs are those of the year, each
    with its own day and kind of area.
    """
    if recorded_by is not None and recorded_by < recorded_on(_TABLE):
        return {}
    of_day = {day.isoformat(), day.isoformat()[:7]}
    published = [each for each in load_published() if each.date in of_day]
    found = {
        name: tuple(each for each in published if each.subject is subject)
        for name, subject in _SUBJECTS.items()
    }
    found[BLANK] = _blank_of_year(day)
    return {name: each for name, each in found.items() if each}


def _blank_of_year(day: date) -> tuple[Published, ...]:
    """Give the numbers of blank areas of a day's year, those of a later month left out."""
    return tuple(
        each
        for each in load_published()
        if each.subject is Subject.BLANK_AREAS
        and each.date.startswith(str(day.year))
        and each.date <= day.isoformat()
    )


def tell_count(pair: Pair, official: tuple[Published, ...], *, may_lack: bool = False) -> Words:
    """Tell a count of the hospitals held, which is no upper bound, and the official one where there is one.

    ``may_lack`` says that hospitals of the day that left since may be missing: one number is at least.
    """
    if not pair.at_most:
        ja, en = "0以上（収載した病院にはない）", "0 or more (none held)"
    elif may_lack and pair.at_least == pair.at_most:
        ja, en = f"{pair}以上（収載した病院は{pair}）", f"{pair} or more ({pair} held)"
    else:
        ja, en = f"{pair}（収載した病院のうち）", f"{pair} (of the hospitals held)"
    return beside_published(Words(ja, en), official)


def beside_published(count: Words, official: tuple[Published, ...]) -> Words:
    """Put what was published, with its day and source, beside a count of one's own."""
    ja, en = count
    if not official:
        return count
    told = [f"{each.count}（{_of_what(each).ja}、{each.source}）" for each in official]
    english = [f"{each.count} ({_of_what(each).en}, {each.source})" for each in official]
    return Words(f"{ja}、公表は{'・'.join(told)}", f"{en}; published: {', '.join(english)}")


def _of_what(published: Published) -> Words:
    """Tell the day, and of areas also of which kind; "by position" where a chart alone gives the year."""
    ja, en = published.date, published.date
    if published.layer is not None:
        ja, en = f"{ja}、{published.layer.label.ja}", f"{en}, {published.layer.label.en}"
    if published.by_position:
        ja, en = f"{ja}、図の並びから読んだ年", f"{en}, year read from the order of a chart"
    return Words(ja, en)


def official_document(official: Official) -> dict[str, list[dict[str, Any]]]:
    """List the official numbers by what is counted."""
    return {
        name: [
            {"count": each.count, "date": each.date, "source": each.source} for each in published
        ]
        for name, published in official.items()
    }
