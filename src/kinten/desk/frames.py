"""Areas of another frame: what an area asked for was or became, and what a page says of its frame."""

from collections.abc import Iterable
from datetime import timedelta

from kinten.geography.area import Area, Layer
from kinten.geography.frame import Frame
from kinten.geography.loading import FRAME_2024, Geography
from kinten.geography.succession import Succession, successions
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words


def find_area(geography: Geography, asked: str, prefecture: str | None = None) -> Area:
    """Find the area of the frame in force; of another frame's area the fault tells what to ask for."""
    frame = geography.frame
    try:
        return frame.find(asked, prefecture)
    except FaultError as fault:
        for other in geography.frames.values():
            if other.layer is Layer.MEDICAL and other.id != frame.id:
                elsewhere = _found(other, asked, prefecture)
                if elsewhere is not None:
                    mend = _tell_other(geography, other, elsewhere)
                    raise FaultError(fault.what, fault.place, mend) from None
        raise


def _found(frame: Frame, asked: str, prefecture: str | None) -> Area | None:
    try:
        return frame.find(asked, prefecture)
    except FaultError:
        return None


def _tell_other(geography: Geography, other: Frame, area: Area) -> Words:
    """Tell which areas of the frame in force hold the municipalities of another frame's area."""
    frame = geography.frame
    codes = sorted(
        {
            each.areas[frame.id]
            for each in geography.municipalities.values()
            if each.areas.get(other.id) == area.code and frame.id in each.areas
        }
    )
    here = [frame.areas[code] for code in codes]
    ja = "、".join(f"{each.code} {each.name}" for each in here)
    en = ", ".join(f"{each.code} {each.name}" for each in here)
    return Words(
        f"{area.code} {area.told.ja}は{_days(other).ja}の医療圏です。"
        f"尋ねている日の医療圏では{ja}にあたります。医療圏か --as-of を直してください。",
        f"{area.code} {area.told.en} is an area {_days(other).en}. "
        f"On the day asked about its place is {en}. Mend the area or --as-of.",
    )


def _days(frame: Frame) -> Words:
    if frame.ends is None:
        return Words(f"{frame.begins}から", f"from {frame.begins} on")
    last = frame.ends - timedelta(days=1)
    return Words(f"{frame.begins}から{last}まで", f"from {frame.begins} to {last}")


def frame_note(geography: Geography, prefectures: Iterable[str]) -> Words | None:
    """Tell that areas are those of an earlier day, and which of them are gone; None for those of today.

    Differences are told of some prefectures only.
    """
    if geography.frame.id == FRAME_2024:
        return None
    head = Words("医療圏は、この日に施行されていた", "Areas are those in force on this day: ")
    return _difference(geography, geography.frame, head, frozenset(prefectures))


def other_frame_note(geography: Geography, in_force: Frame) -> Words | None:
    """Tell that the areas shown are not those in force on the day, and which did not exist; else None."""
    if geography.frame.id == in_force.id:
        return None
    head = Words(
        "区域は2024年の330圏域で示す。この日の医療圏は",
        "Shown by the areas of 2024. In force were the ",
    )
    return _difference(geography, in_force, head, frozenset(PREFECTURES))


def _difference(
    geography: Geography, earlier: Frame, head: Words, prefectures: frozenset[str]
) -> Words:
    links = successions(geography.municipalities.values(), earlier.id, FRAME_2024)
    mergers = [each for each in _mergers(links) if each[0][:2] in prefectures]
    if not mergers:
        return Words(
            f"{head.ja}{earlier.title.ja}。ここにある医療圏は2024年からのものと同じ",
            f"{head.en}{earlier.title.en}. The areas shown here are those of 2024 as well",
        )
    told = [_tell_merger(geography, earlier, *each) for each in mergers]
    where = [PREFECTURES[code] for code in sorted({after[:2] for after, _ in mergers})]
    return Words(
        f"{head.ja}{earlier.title.ja}。2024年からの医療圏と異なるのは"
        f"{'、'.join(each.ja for each in where)}：{'、'.join(each.ja for each in told)}",
        f"{head.en}{earlier.title.en}. Those of 2024 differ in "
        f"{', '.join(each.en for each in where)}: {', '.join(each.en for each in told)}",
    )


def _mergers(links: Iterable[Succession]) -> list[tuple[str, tuple[str, ...]]]:
    merged: dict[str, list[str]] = {}
    for link in links:
        if link.is_merger:
            merged.setdefault(link.after, []).append(link.before)
    return [(after, tuple(before)) for after, before in sorted(merged.items())]


def _tell_merger(
    geography: Geography, earlier: Frame, after: str, before: tuple[str, ...]
) -> Words:
    names = [earlier.areas[code].name for code in before]
    later = geography.frames[FRAME_2024].areas[after].name
    return Words(f"{'＋'.join(names)}→{later}", f"{' + '.join(names)} → {later}")
