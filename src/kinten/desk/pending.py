"""What a panel was asked to decide and has not: of hospitals on the list, and of those not on it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kinten.network.designation import Recommendation
from kinten.network.hospital import Hospital
from kinten.vocabulary.wording import Words


def pending_in(
    recommendations: Iterable[Recommendation],
    hospitals: Mapping[str, Hospital],
    areas: frozenset[str],
    whole: frozenset[str],
    *,
    is_all: bool,
) -> tuple[Recommendation, ...]:
    """Choose those of some areas.

    A hospital without an area is shown with its prefecture, where that is in ``whole``; so is one that
    is in no table, where its row names the prefecture. One without either has no place and is shown
    where all areas are (``is_all``).
    """
    chosen = []
    for each in recommendations:
        hospital = hospitals.get(each.hospital)
        if hospital is None:
            is_asked = is_all or each.prefecture in whole
        elif hospital.area:
            is_asked = hospital.area in areas
        else:
            is_asked = hospital.prefecture in whole
        if is_asked:
            chosen.append(each)
    return tuple(chosen)


def tell_pending(recommendations: Iterable[Recommendation]) -> Words | None:
    """Tell what is asked for and at which meeting; None where nothing is."""
    told = [_told(each) for each in recommendations]
    if not told:
        return None
    return Words("、".join(each.ja for each in told), "; ".join(each.en for each in told))


def _told(recommendation: Recommendation) -> Words:
    act, kind, day = recommendation.act.label, recommendation.kind, recommendation.meeting
    if kind is None:
        return Words(f"{act.ja}（{day}の検討会）", f"{act.en} (meeting of {day})")
    return Words(
        f"{act.ja}：{kind.short_label.ja}（{day}の検討会）",
        f"{act.en}: {kind.short_label.en} (meeting of {day})",
    )


def pending_notes(
    recommendations: Iterable[Recommendation],
    hospitals: Mapping[str, Hospital],
    standing: frozenset[str],
    day: date,
) -> tuple[Words, ...]:
    """Name those pending that have no row of their own, and tell since when a decision is not known."""
    asked = tuple(recommendations)
    if not asked:
        return ()
    others = [each for each in asked if each.hospital not in standing]
    return (*_apart(others, hospitals), _since(asked, day))


def _since(recommendations: Iterable[Recommendation], day: date) -> Words:
    """Tell from which meetings they are, and that nothing recorded tells of a decision up to a day."""
    meetings = sorted({each.meeting.isoformat() for each in recommendations})
    return Words(
        f"検討中は、{'、'.join(meetings)}の検討会の資料にあり、その後{day}までの決定の記録がないものです。"
        "すでに決まっていることもあります。",
        f"Pending: in the papers of the meeting of {', '.join(meetings)}, and no decision up to {day} "
        "is recorded. It may have been taken since.",
    )


def _apart(
    recommendations: Iterable[Recommendation], hospitals: Mapping[str, Hospital]
) -> tuple[Words, ...]:
    told = [(_name(each, hospitals), _told(each)) for each in recommendations]
    if not told:
        return ()
    return (
        Words(
            "表に行のない病院の検討中：" + "、".join(f"{name} {words.ja}" for name, words in told),
            "Pending for hospitals without a row: "
            + "; ".join(f"{name} {words.en}" for name, words in told),
        ),
    )


def pending_document(
    recommendation: Recommendation, hospitals: Mapping[str, Hospital]
) -> dict[str, Any]:
    """Give one of them for a document; the id is None where the hospital is in no table."""
    return {
        "hospital_id": recommendation.hospital or None,
        "hospital": _name(recommendation, hospitals),
        **act_document(recommendation),
    }


def act_document(recommendation: Recommendation) -> dict[str, Any]:
    """Give what is asked for; the kind is None where the paper does not tell it."""
    return {
        "act": recommendation.act.value,
        "kind": None if recommendation.kind is None else recommendation.kind.value,
        "meeting": recommendation.meeting.isoformat(),
        "source": recommendation.source,
    }


def _name(recommendation: Recommendation, hospitals: Mapping[str, Hospital]) -> str:
    hospital = hospitals.get(recommendation.hospital)
    if hospital is not None:
        return hospital.name
    return recommendation.printed_name or Words("名称不明", "name not known").ja
