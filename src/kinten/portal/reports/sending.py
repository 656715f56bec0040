"""Pages for sending a report: the form, what was read of the file, and its confirmation."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from kinten.desk.states import CAUTION
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import refuse, states
from kinten.portal.policy.viewer import NOWHERE, Place, Role
from kinten.portal.public.asking import today
from kinten.portal.reports.acting import actor_for, place_of_hospital
from kinten.portal.reports.forms import SendForm
from kinten.portal.reports.judging import compute_report
from kinten.portal.reports.models import Upload
from kinten.portal.reports.previewing import count_facts, group_remarks
from kinten.portal.reports.receiving import (
    as_version,
    choose_report,
    confirm_upload,
    discard_upload,
    find_upload,
    keep_upload,
    report_of_upload,
)
from kinten.portal.reports.telling import tell_sections
from kinten.portal.uploads.bounded import read_apart
from kinten.portal.uploads.door import take
from kinten.portal.uploads.kinds import REPORTS
from kinten.portal.uploads.limiting import UPLOADS, limited
from kinten.vocabulary.wording import FaultError

_RECEIVE = "report.receive"


def place_of_upload(word: str) -> Place:
    """Give the place of a kept file: whose it is, and of which hospital; nowhere for none."""
    found = find_upload(word)
    if found is None:
        return NOWHERE
    at = place_of_hospital(found.hospital)
    return replace(at, owner=found.owner)


@require_http_methods(["GET", "POST"])
@states("report.send")
@limited(UPLOADS, ("POST",))
def send(request: HttpRequest) -> HttpResponse:
    """Ask for year, hospital and file; a file that can be read is shown before it counts."""
    viewer, fault = viewer_of(request), None
    if request.method == "POST":
        form = SendForm(viewer, request.POST, request.FILES)
        if form.is_valid():
            hospital, year = form.cleaned_data["hospital"], form.cleaned_data["year"]
            place = place_of_hospital(hospital)
            answer = ask(viewer, _RECEIVE, place)
            if not answer.is_allowed:
                return refuse(request, answer)
            try:
                taken = take(form.cleaned_data["file"], REPORTS)
                chosen = choose_report(read_apart(taken), hospital, year, taken.name)
                kept = keep_upload(actor_for(viewer, _RECEIVE, place), taken, chosen, hospital)
                return redirect("report-sent", kept.word)
            except FaultError as told:
                fault = told
    else:
        own = [grant.hospital for grant in viewer.grants if grant.role is Role.HOSPITAL]
        asked = request.GET.get("hospital", "")
        form = SendForm(
            viewer, initial={"year": today().year, "hospital": asked or (own[0] if own else "")}
        )
    is_bad = request.method == "POST"
    shown = {"section": "send", "form": form, "fault": fault}
    return render(request, "reports/send.html", shown, status=422 if is_bad else 200)


@require_http_methods(["GET", "POST"])
@states("upload.read", place_of_upload)
def sent(request: HttpRequest, word: str) -> HttpResponse:
    """Show what was read of a file; a POST makes it a version, once."""
    upload, viewer = find_upload(word), viewer_of(request)
    place = place_of_upload(word)
    answer = ask(viewer, _RECEIVE, place)  # the role may have ended since it was sent
    if upload is None or not answer.is_allowed:
        return refuse(request, answer)
    if request.method == "POST":
        version, is_new = confirm_upload(actor_for(viewer, _RECEIVE, place), upload)
        _tell(request, is_new=is_new)
        return redirect("hospital-report", version.hospital, version.year, version.number)
    if upload.version is not None:
        return redirect(
            "hospital-report", upload.hospital, upload.version.year, upload.version.number
        )
    return render(request, "reports/sent.html", _preview(upload))


def _preview(upload: Upload) -> dict[str, object]:
    report, version = report_of_upload(upload), as_version(upload)
    return {
        "section": "send",
        "upload": upload,
        "hospital": current_atlas().network.hospitals[upload.hospital],
        "counts": count_facts(report),
        "groups": group_remarks(upload.remarks),
        "computed": compute_report(report),
        "caution": CAUTION,
        "sections": tell_sections((version,), get_language() or "ja"),
        "versions": (version,),
    }


def _tell(request: HttpRequest, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, gettext("報告を受け取りました。"))
    else:
        messages.info(request, gettext("同じ内容の版がもうあるので、新しい版は作りませんでした。"))


@require_POST
@states("upload.read", place_of_upload)
def discard(request: HttpRequest, word: str) -> HttpResponse:
    """Take away a file that was not confirmed."""
    upload = find_upload(word)
    if upload is not None:
        viewer = viewer_of(request)
        discard_upload(actor_for(viewer, "upload.read", place_of_upload(word)), upload)
        messages.success(request, gettext("送ったファイルを捨てました。何も残っていません。"))
    return redirect("report-send")
