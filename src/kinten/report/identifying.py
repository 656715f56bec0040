"""Which reports are of one hospital: an id or a prefecture stated once holds for the name elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kinten.report.model import Remark, Report, Severity
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words

RULE = "id_of_two_hospitals"
TWO_IDS = "two_ids"


def identify(reports: Iterable[Report]) -> tuple[tuple[Report, ...], tuple[Remark, ...]]:
    """Give every report the prefecture and the id that its name has elsewhere in the input.

    Only where the other reports of the name state exactly one. An id that two names carry in one
    year is told and taken from both: they stay two hospitals. A hospital that was renamed has one id
    in different years.
    """
    placed = _with_prefectures(list(reports))
    apart, remarks = _without_shared_ids(placed)
    single, told = _without_second_ids(apart)
    return tuple(_with_ids(single)), (*remarks, *told)


def _with_prefectures(reports: Sequence[Report]) -> list[Report]:
    known: dict[str, set[str]] = {}
    for report in reports:
        known.setdefault(search_key(report.hospital), set()).add(report.prefecture)
    return [
        report if report.prefecture else replace(report, prefecture=_only(known, report))
        for report in reports
    ]


def _only(known: dict[str, set[str]], report: Report) -> str:
    stated = known[search_key(report.hospital)] - {""}
    return stated.pop() if len(stated) == 1 else ""


def _without_shared_ids(reports: Sequence[Report]) -> tuple[list[Report], list[Remark]]:
    """Take an id that two names carry in one year from both of them."""
    named: dict[tuple[str, int], dict[str, Report]] = {}
    for report in reports:
        if report.hospital_id:
            names = named.setdefault((report.hospital_id, report.year), {})
            names.setdefault(search_key(report.hospital), report)
    shared = {key: names for key, names in named.items() if len(names) > 1}
    ids = {hospital_id for hospital_id, _ in shared}
    kept = [replace(each, hospital_id="") if each.hospital_id in ids else each for each in reports]
    return kept, [_tell(key[0], list(names.values())) for key, names in shared.items()]


def _without_second_ids(reports: Sequence[Report]) -> tuple[list[Report], list[Remark]]:
    """Take the ids from a name of one prefecture that has two of them in a year: one hospital."""
    stated: dict[tuple[str, str, int], dict[str, Report]] = {}
    for report in reports:
        if report.hospital_id:
            key = (report.prefecture, search_key(report.hospital), report.year)
            stated.setdefault(key, {}).setdefault(report.hospital_id, report)
    twice = {key: ids for key, ids in stated.items() if len(ids) > 1}
    names = {(prefecture, name) for prefecture, name, _ in twice}
    kept = [
        replace(each, hospital_id="")
        if (each.prefecture, search_key(each.hospital)) in names
        else each
        for each in reports
    ]
    return kept, [_tell_ids(list(ids.values())) for ids in twice.values()]


def _tell_ids(reports: Sequence[Report]) -> Remark:
    ids = [each.hospital_id for each in reports]
    first = reports[0]
    words = Words(
        f"「{first.hospital}」に病院IDが{len(ids)}つあります（{'、'.join(ids)}）。IDを使わず、一つの病院とみました。",
        f"“{first.hospital}” has {len(ids)} ids ({', '.join(ids)}); taken as one hospital, without its id.",
    )
    at = "; ".join(each.at for each in reports)
    return Remark(TWO_IDS, Severity.ERROR, words, at, first.hospital, first.year)


def _tell(hospital_id: str, reports: Sequence[Report]) -> Remark:
    names = Words(
        "」「".join(each.hospital for each in reports),
        "” and “".join(each.hospital for each in reports),
    )
    words = Words(
        f"病院ID {hospital_id} が二つの病院「{names.ja}」に付いています。IDを使わず、名前で区別しました。",
        f"the id {hospital_id} is that of two hospitals, “{names.en}”; they are told apart by name.",
    )
    first = reports[0]
    at = "; ".join(each.at for each in reports)
    return Remark(RULE, Severity.ERROR, words, at, first.hospital, first.year)


def _with_ids(reports: Sequence[Report]) -> Iterable[Report]:
    known: dict[tuple[str, str], set[str]] = {}
    for report in reports:
        known.setdefault((report.prefecture, search_key(report.hospital)), set()).add(
            report.hospital_id
        )
    for report in reports:
        stated = known[report.prefecture, search_key(report.hospital)] - {""}
        is_given = report.hospital_id or len(stated) != 1
        yield report if is_given else replace(report, hospital_id=next(iter(stated)))
