"""What a person should look at in a report that was sent, besides what its reading told."""

from collections.abc import Iterator
from dataclasses import replace

from kinten.desk.judging import reference_day
from kinten.desk.plausibility import make_parameters
from kinten.network.hospital import Hospital
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.reading import report_of
from kinten.report.model import Remark, Report, Severity
from kinten.report.plausibility import check_reports
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def implausible(report: Report) -> tuple[Remark, ...]:
    """Give what the general rules find, with the report of the year before beside it."""
    before = (
        ReportVersion.objects.filter(hospital=report.hospital_id, year__lt=report.year)
        .exclude(state=State.RETURNED)
        .order_by("-year", "-number")
        .first()
    )
    beside = []
    if before is not None:
        beside = [
            replace(
                report_of(before),
                hospital=report.hospital,
                hospital_id=report.hospital_id,
                prefecture=report.prefecture,
                area=report.area,
            )
        ]
    parameters = make_parameters((), report.edition or None)
    found = check_reports((*beside, report), (), parameters)
    return tuple(each for each in found if each.year in {None, report.year})


def other_kind(report: Report) -> Iterator[Remark]:
    """Warn where the file claims another kind than the network has on the day that the report is of."""
    day = min(reference_day(report.year), today())
    standing = current_atlas().on(day).of(report.hospital_id)
    held = None if standing is None else standing.kind
    if held is None or not report.is_kind_stated or held in {report.kind, *report.other_kinds}:
        return
    stated = report.kind.label
    words = Words(
        f"ファイルの類型は「{stated.ja}」ですが、ネットワークの記録では {day} に「{held.label.ja}」です。"
        f"「{stated.ja}」の報告として受け取ります。",
        f"the file is of the kind “{stated.en}”; in the network the hospital was of the kind "
        f"“{held.label.en}” on {day}. It is taken as the report of the kind “{stated.en}”.",
    )
    yield Remark("other_kind", Severity.WARNING, words, report.at)


def other_place(report: Report, known: Hospital) -> Iterator[Remark]:
    """Warn where the file names another prefecture than that of its hospital."""
    if report.prefecture in {"", known.prefecture} or report.prefecture not in PREFECTURES:
        return
    there, here = PREFECTURES[report.prefecture], PREFECTURES[known.prefecture]
    words = Words(
        f"ファイルの都道府県は「{there.ja}」ですが、{known.name}の所在地は「{here.ja}」です。",
        f"the file names the prefecture “{there.en}”; {known.name} lies in “{here.en}”.",
    )
    yield Remark("other_prefecture", Severity.WARNING, words, report.at)


def other_name(report: Report, known: Hospital) -> Remark:
    """Warn that the name in the file is of no one hospital."""
    words = Words(
        f"ファイルの病院名「{report.hospital}」は、ネットワークの一つの病院の名称ではありません。{known.name}の報告として受け取ります。",
        f"the file names “{report.hospital}”, which is the name of no one hospital of the network; it "
        f"is taken as the report of {known.name}.",
    )
    return Remark("other_name", Severity.WARNING, words, report.at)
