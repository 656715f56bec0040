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
Official = Mapping[str, tuple[Published, ...]]
"""Every number published for the day, by what is counted; several where sources differ."""
_TABLE = "published_counts.csv"


def official_counts(day: date, recorded_by: date | None = None) -> Official:
    """Give what was published for a day of the whole country; a number of a month is of each of its days.

    A number of a year only is of no day.
    """
    if recorded_by is not None and recorded_by < recorded_on(_TABLE):
        return {}
    of_day = {day.isoformat(), day.isoformat()[:7]}
    published = [each for each in load_published() if each.date in of_day]
    found = {
        name: tuple(each for each in published if each.subject is subject)
        for name, subject in _SUBJECTS.items()
    }
    return {name: each for name, each in found.items() if each}


def tell_count(pair: Pair, official: tuple[Published, ...]) -> Words:
    """Tell a count of the hospitals held, which is no upper bound, and the official one where there is one."""
    ja = f"{pair}（収載した病院のうち）" if pair.at_most else "0以上（収載した病院にはない）"
    en = f"{pair} (of the hospitals held)" if pair.at_most else "0 or more (none held)"
    if not official:
        return Words(ja, en)
    told = [f"{each.count}（{each.date}、{each.source}）" for each in official]
    english = [f"{each.count} ({each.date}, {each.source})" for each in official]
    return Words(f"{ja}、公表は{'・'.join(told)}", f"{en}; published: {', '.join(english)}")


def official_document(official: Official) -> dict[str, list[dict[str, Any]]]:
    """List the official numbers by what is counted."""
    return {
        name: [
            {"count": each.count, "date": each.date, "source": each.source} for each in published
        ]
        for name, published in official.items()
    }
