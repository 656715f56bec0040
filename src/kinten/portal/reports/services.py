"""What can be done to reports: received, returned, accepted, published. Each act writes its event."""

import json
from datetime import date

from django.db import transaction
from django.db.models import Max

from kinten.example.reports import MARK
from kinten.portal.places.reading import current_atlas
from kinten.portal.places.services import record_reading
from kinten.portal.public.asking import today
from kinten.portal.record.appending import EVERY, Actor, Change, append
from kinten.portal.reports.content import Content, canonical, content_of, hash_of
from kinten.portal.reports.files import keep_file
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.reading import is_example
from kinten.report.model import Report
from kinten.vocabulary.period import is_report_year
from kinten.vocabulary.wording import FaultError, Words

_NEXT = {
    State.RECEIVED: (State.RETURNED, State.ACCEPTED),
    State.ACCEPTED: (State.RETURNED, State.PUBLISHED),
    State.RETURNED: (),
    State.PUBLISHED: (),
}
"""Where a version can go from each state; what was returned or published is followed by a new version."""


@transaction.atomic
def receive_report(
    actor: Actor,
    report: Report,
    hospital: str,
    *,
    state: State = State.RECEIVED,
    published: date | None = None,
    data: bytes | None = None,
    is_made_up: bool = False,
    reason: str = "",
) -> tuple[ReportVersion, bool]:
    """Record a report as a new version; one that says what the newest one says adds none.

    ``state`` other than received brings in the past: it was accepted or published elsewhere.
    ``data`` are the bytes of its file. Gives the version and whether it is new. FaultError for an
    unknown hospital or year, and for a made-up report of a real hospital or the reverse.
    """
    _refuse_foreign(report, hospital, is_made_up=is_made_up)
    content = content_of(report)
    told = hash_of(content)
    of = ReportVersion.objects.filter(hospital=hospital, year=report.year)
    newest = of.select_for_update().order_by("-number").first()
    if newest is not None and newest.state != State.RETURNED and _is_same(newest, content, report):
        return newest, False
    if data is not None:
        keep_file(actor, data, report.source, hospital)
    version = ReportVersion.objects.create(
        hospital=hospital,
        year=report.year,
        number=(of.aggregate(last=Max("number"))["last"] or 0) + 1,
        edition=report.edition,
        file_name=report.source.name[:255],
        file_sha256=report.source.sha256,
        content=content,
        sha256=told,
        state=state,
        published=(published or today()) if state is State.PUBLISHED else None,
        is_made_up=is_made_up,
    )
    after = {
        "year": version.year,
        "number": version.number,
        "edition": version.edition,
        "file": version.file_sha256,
        "state": version.state,
        "published": _told(version.published),
        "facts": sorted(report.facts),
        "made_up": is_made_up,
    }
    change = Change(
        "report.receive", "report", str(version.pk), {}, after,
        secret={"content": canonical(content)}, seals=EVERY, hospital=hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
    _record_reading(actor, version)
    return version, True


def next_states(state: State) -> tuple[State, ...]:
    """Give where a version can go from a state."""
    return _NEXT[state]


def return_report(actor: Actor, version: ReportVersion, reason: str) -> ReportVersion:
    """Return a version to its hospital; what follows is a new version."""
    return _move(actor, version, State.RETURNED, reason)


def accept(actor: Actor, version: ReportVersion, reason: str = "") -> ReportVersion:
    """Accept a version: it can no longer be replaced unseen, and is not public yet."""
    return _move(actor, version, State.ACCEPTED, reason)


def publish(actor: Actor, version: ReportVersion, reason: str = "") -> ReportVersion:
    """Publish an accepted version: from today on anybody may read its values."""
    return _move(actor, version, State.PUBLISHED, reason)


@transaction.atomic
def _move(actor: Actor, version: ReportVersion, to: State, reason: str) -> ReportVersion:
    """Change how far a version has come; FaultError where that is no step from where it is."""
    held = ReportVersion.objects.select_for_update().get(pk=version.pk)
    now = State(held.state)
    if to not in _NEXT[now]:
        raise FaultError(
            Words(
                f"「{now.label.ja}」の版を「{to.label.ja}」にはできません。",
                f"a version that is “{now.label.en}” cannot become “{to.label.en}”.",
            ),
            str(held),
            Words(
                "直すところがあれば、新しい版を受け取ってください。",
                "Receive a new version where something is to be mended.",
            ),
        )
    newer = ReportVersion.objects.filter(
        hospital=held.hospital, year=held.year, number__gt=held.number
    )
    if to is not State.RETURNED and newer.exists():
        raise FaultError(
            Words(
                "この版のあとに、新しい版を受け取っています。",
                "a newer version was received after this one.",
            ),
            str(held),
            Words("新しい版を見てください。", "Look at the newer version."),
        )
    before = {"state": held.state, "published": None}
    held.state = to
    held.published = today() if to is State.PUBLISHED else None
    held.save(update_fields=["state", "published"])
    after = {"state": held.state, "published": _told(held.published)}
    change = Change(
        f"report.{to}", "report", str(held.pk), before, after,
        hospital=held.hospital, reason=reason,
    )  # fmt: skip
    append(actor, change)
    _record_reading(actor, held)
    return held


def _record_reading(actor: Actor, version: ReportVersion) -> None:
    """Let people find a hospital by the reading that a published report gives of its name."""
    reading = version.content["general"].get("reading", "")
    if reading and version.state == State.PUBLISHED:
        record_reading(actor, version.hospital, str(reading), reason=str(version))


def _refuse_foreign(report: Report, hospital: str, *, is_made_up: bool) -> None:
    """Raise for a hospital or year that is none, and where a made-up thing would meet a real one."""
    known = current_atlas().network.hospitals.get(hospital)
    if known is None:
        raise FaultError(
            Words(
                f"病院「{hospital}」はネットワークにありません。",
                f"the network has no hospital “{hospital}”.",
            ),
            report.at,
            Words("病院の符号を直してください。", "Mend the id of the hospital."),
        )
    if not is_report_year(report.year):
        raise FaultError(
            Words(f"{report.year}年の報告はありません。", f"no report is of {report.year}."),
            report.at,
            Words("提出の年（西暦）を直してください。", "Mend the year of submission."),
        )
    is_marked = is_made_up or MARK in report.hospital or not report.source.sha256.strip("0")
    if is_marked != is_made_up or is_made_up != is_example(hospital):
        raise FaultError(
            Words(
                f"架空の報告を実在の病院に、または実在の報告を架空の病院に記録しません（{known.name}）。",
                f"a made-up report is never recorded under a real hospital, nor the reverse ({known.name}).",
            ),
            report.at,
            Words(
                "例示の報告は「例示」と付く病院だけに記録できます。",
                "Record made-up reports of the hospitals named 例示 alone.",
            ),
        )


def _is_same(version: ReportVersion, content: Content, report: Report) -> bool:
    """Whether a version says what a report says, whatever the file that it came in was called."""
    return _without(version.content, version.file_name) == _without(content, report.source.name)


def _without(content: Content, file_name: str) -> str:
    return canonical(content).replace(json.dumps(file_name, ensure_ascii=False)[1:-1] or "\0", "")


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
