"""Receiving a report from its sender: read, shown, and made a version only when it is confirmed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinten.desk.joining import find_hospitals
from kinten.desk.judging import reference_day
from kinten.example.reports import MARK
from kinten.network.hospital import Hospital
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import Actor, Change, append
from kinten.portal.reports.content import content_of
from kinten.portal.reports.doubting import implausible, other_kind, other_name, other_place
from kinten.portal.reports.models import ReportVersion, State, Upload
from kinten.portal.reports.reading import is_example, report_of
from kinten.portal.reports.services import receive_report
from kinten.portal.uploads.bounded import Read
from kinten.portal.uploads.door import Taken
from kinten.report.model import Remark, Report, Severity
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import FaultError, Words

KEPT = timedelta(days=1)
"""For how long a file waits to be confirmed."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one report of a file that is meant, and everything that a person should look at first."""

    report: Report
    remarks: tuple[Remark, ...]


def choose_report(read: Read, hospital: str, year: int, name: str) -> Chosen:
    """Choose the report of a hospital and a year out of a file; FaultError where there is none.

    A file with one report whose hospital the network does not know by that name, or of which it knows
    several, is taken, with a warning; one that names another hospital is not.
    """
    known = current_atlas().network.hospitals[hospital]
    of_year = [each for each in read.reports if each.year == year]
    if not of_year:
        raise _no_report_of(year, read.reports, name)
    ids = _ids(of_year, year, hospital)
    found = [each for each, of in zip(of_year, ids, strict=True) if of == hospital]
    told: tuple[Remark, ...] = ()
    if not found and len(of_year) == 1 and not ids[0]:
        found, told = of_year, (other_name(of_year[0], known),)
    if not found:
        raise _no_report_for(known, of_year, name)
    report = replace(found[0], hospital_id=hospital)
    own = tuple(
        each for each in read.remarks
        if each.year in {None, year} and each.hospital in {"", report.hospital}
    )  # fmt: skip
    doubts = (*told, *other_place(report, known), *other_kind(report), *own, *implausible(report))
    order = list(Severity)
    return Chosen(
        report,
        tuple(sorted(dict.fromkeys(doubts), key=lambda each: order.index(each.severity))),
    )


def _ids(reports: Sequence[Report], year: int, hospital: str) -> list[str]:
    """Give the hospital of each report, as the network stood then or stands now."""
    plain = [replace(each, hospital=each.hospital.replace(f"（{MARK}）", "")) for each in reports]
    atlas = current_atlas()
    then = find_hospitals(plain, atlas.on(min(reference_day(year), today())))
    now = find_hospitals(plain, atlas.on(today()))
    return [
        first or second or _by_name(each, hospital)
        for first, second, each in zip(then, now, plain, strict=True)
    ]


def _by_name(report: Report, hospital: str) -> str:
    """Give the one hospital of just this name, the one that is meant before others; "" for none or several.

    A form with a wrong prefecture, or without one, would pass as one whose hospital is not known. The
    prefecture tells apart those of one name.
    """
    key = search_key(report.hospital)
    named = [
        each
        for each in current_atlas().network.hospitals.values()
        if any(search_key(name.text) == key for name in each.names)
    ]
    there = [each for each in named if report.prefecture in {"", each.prefecture}]
    found = [each.id for each in there or named]
    if hospital in found:
        return hospital
    return found[0] if len(found) == 1 else ""


@transaction.atomic
def keep_upload(actor: Actor, taken: Taken, chosen: Chosen, hospital: str) -> Upload:
    """Keep a file that was read until its sender confirms it; those whose day has passed are taken away."""
    if actor.user is None:
        raise PermissionDenied
    expired, _ = Upload.objects.filter(sent__lt=timezone.now() - KEPT).delete()
    upload = Upload.objects.create(
        word=secrets.token_urlsafe(32),
        owner=actor.user,
        hospital=hospital,
        year=chosen.report.year,
        edition=chosen.report.edition,
        file_name=taken.name,
        file_sha256=taken.sha256,
        data=taken.data,
        content=content_of(chosen.report),
        remarks=[
            [each.rule, str(each.severity), list(each.words), each.at] for each in chosen.remarks
        ],
    )
    after = {"year": upload.year, "file": upload.file_sha256, "bytes": len(taken.data)}
    _append(actor, "upload.keep", upload, after if not expired else {**after, "expired": expired})
    return upload


@transaction.atomic
def discard_upload(actor: Actor, upload: Upload) -> None:
    """Take a file away that was not confirmed; one that became a version stays."""
    held = Upload.objects.select_for_update().filter(pk=upload.pk, version=None).first()
    if held is None:
        return
    _append(actor, "upload.discard", held, {})
    held.delete()


def confirm_upload(actor: Actor, upload: Upload) -> tuple[ReportVersion, bool]:
    """Make a kept file a version; asked again, give the same one. Gives the version and whether it is new."""
    try:
        return _confirm(actor, upload)
    except IntegrityError as error:
        raise FaultError(
            Words(
                "同じ病院の同じ年の報告を、ほかの人が同時に送りました。",
                "somebody else sent the report of this hospital and year at the same moment.",
            ),
            str(upload),
            Words("もう一度確定してください。", "Confirm it once more."),
        ) from error


@transaction.atomic
def _confirm(actor: Actor, upload: Upload) -> tuple[ReportVersion, bool]:
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None:
        raise FaultError(
            Words("このファイルはもうありません。", "this file is no longer here."),
            upload.file_name,
            Words("もう一度送ってください。", "Send it again."),
        )
    if held.version is not None:
        return held.version, False
    version, is_new = receive_report(
        actor,
        report_of_upload(held),
        held.hospital,
        data=bytes(held.data),
        is_made_up=is_example(held.hospital),
    )
    held.version, held.data, held.content, held.remarks = version, b"", {}, []
    held.save(update_fields=["version", "data", "content", "remarks"])
    return version, is_new


def as_version(upload: Upload) -> ReportVersion:
    """Give a kept file as the version that it would become; it is not stored."""
    return ReportVersion(
        hospital=upload.hospital,
        year=upload.year,
        number=0,
        edition=upload.edition,
        file_name=upload.file_name,
        file_sha256=upload.file_sha256,
        content=upload.content,
        state=State.RECEIVED,
    )


def report_of_upload(upload: Upload) -> Report:
    """Give the report of a kept file as the domain judges it."""
    return report_of(as_version(upload))


def find_upload(word: str) -> Upload | None:
    """Give a kept file by its word; None where there is none, or its day has passed."""
    if "\0" in word:
        return None
    since = timezone.now() - KEPT
    return Upload.objects.filter(word=word, sent__gte=since).select_related("version").first()


def _append(actor: Actor, act: str, upload: Upload, after: dict[str, object]) -> None:
    change = Change(act, "upload", str(upload.pk), {}, after, hospital=upload.hospital)
    append(actor, change)


def _no_report_of(year: int, reports: Sequence[Report], name: str) -> FaultError:
    years = " ".join(str(each) for each in sorted({each.year for each in reports})[:_MOST_NAMED])
    return FaultError(
        Words(f"{year}年の報告が入っていません。", f"it holds no report of {year}."),
        name,
        Words(
            f"年を選び直すか、様式の提出の年を直してください。入っている年: {years or 'なし'}",
            f"Choose the year again, or mend it on the form. Years in it: {years or 'none'}",
        ),
    )


def _no_report_for(known: Hospital, reports: Sequence[Report], name: str) -> FaultError:
    named = "、".join(each.hospital for each in reports[:_MOST_NAMED])
    return FaultError(
        Words(
            f"{known.name}の報告ではありません（入っている病院: {named}）。",
            f"it is not the report of {known.name} (hospitals in it: {named}).",
        ),
        f"{name} {reports[0].at}",
        Words(
            "病院を選び直すか、様式の病院名を直してください。",
            "Choose the hospital again, or mend its name on the form.",
        ),
    )
