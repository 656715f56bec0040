"""The registrar's pages: the files of findings of one hospital, for that hospital alone.

The rows are of patients. No other role is shown them or their counts, which can be small; nothing is kept
by a browser or a cache, and a fault tells the line alone.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kinten.network.hospital import Hospital
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import NOWHERE, Place, Role
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.record.appending import Actor
from kinten.portal.registry_pages.findings_reading import MOST_BYTES
from kinten.portal.registry_pages.findings_services import erase_file, receive_findings
from kinten.portal.registry_pages.findings_words import tell_edit, tell_severity, tell_text
from kinten.portal.registry_pages.models import Finding, FindingsFile
from kinten.portal.reports.reading import is_example
from kinten.portal.uploads.limiting import UPLOADS, limited
from kinten.registry.edits.edit import Severity
from kinten.vocabulary.wording import FaultError


class FindingsForm(forms.Form):
    """A file of findings."""

    file = forms.FileField(
        label=_("点検の結果（CSV）"),
        help_text=_("kinten registry check で書き出したCSV。この病院の利用者だけが見られます。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("ファイルが大きすぎます。"))
        return file


def place_of_findings(identity: str, word: str = "") -> Place:  # noqa: ARG001 - the shape of the route
    """Give the place of a hospital's findings; no prefecture is named: none is shown them."""
    return Place(identity) if identity in current_atlas().network.hospitals else NOWHERE


@require_http_methods(["GET", "POST"])
@states("findings.read", place_of_findings)
@never_cache
@limited(UPLOADS, ("POST",))
def findings(request: HttpRequest, identity: str) -> HttpResponse:
    """Give the files of findings of a hospital, and receive another."""
    form = FindingsForm(*_sent(request))
    if form.is_valid():
        try:
            file, is_new = receive_findings(
                _actor(request), identity, form.cleaned_data["file"].read()
            )
        except FaultError as fault:
            form.add_error("file", fault.told_in(get_language() or "ja"))
        else:
            told = (
                gettext("受け取りました。") if is_new else gettext("同じファイルがもうあります。")
            )
            messages.success(request, told)
            return redirect("findings-file", identity=identity, word=str(file.pk))
    files = FindingsFile.objects.filter(hospital=identity).order_by("-received")
    shown = {**_shared(identity), "form": form, "files": files, "most": MOST_BYTES // 1024 // 1024}
    return render(request, "registry/findings.html", shown, status=422 if form.errors else 200)


@states("findings.read", place_of_findings)
@never_cache
def findings_file(request: HttpRequest, identity: str, word: str) -> HttpResponse:
    """Give one file: how many of each edit, then its rows, fifty a page, filtered by edit and severity."""
    file = _find(identity, word)
    asked = read_query(request)
    rows, chosen, odd = _filtered(request, file)
    page = Paginator(rows, PER_PAGE).get_page(asked.page)
    shown = {
        **_shared(identity),
        "file": file,
        "counts": _by_severity(file),
        "edits": _by_edit(file),
        "chosen": chosen,
        "odd": [*odd, *(name for name in asked.odd if name == "page")],
        "severities": [(str(each), tell_severity(each)) for each in Severity],
        "page": page,
        "rows": [_row(each) for each in page],
    }
    return render(request, "registry/findings_file.html", shown)


@require_POST
@states("findings.erase", place_of_findings)
@never_cache
def findings_erase(request: HttpRequest, identity: str, word: str) -> HttpResponse:
    """Erase a file for good, where the box that says so is ticked."""
    file = _find(identity, word)
    if request.POST.get("sure") != "yes":
        messages.error(request, gettext("消すには、戻せないことを確かめる欄に印を付けてください。"))
        return redirect("findings-file", identity=identity, word=word)
    erase_file(_actor(request), file)
    messages.success(request, gettext("消しました。記録には、消したことだけが残ります。"))
    return redirect("findings", identity=identity)


def _filtered(
    request: HttpRequest, file: FindingsFile
) -> tuple[QuerySet[Finding], dict[str, str], list[str]]:
    """Give the rows that are asked for, what was chosen, and the parts that could not be obeyed."""
    rows = file.findings.all()
    chosen = {"severity": "", "rule": ""}
    odd = []
    for name in chosen:
        asked = request.GET.get(name, "")
        if not asked:
            continue
        found = None if "\0" in asked else rows.filter(**{name: asked[:40]})
        if found is None or not found.exists():
            odd.append(name)
            continue
        rows, chosen[name] = found, asked[:40]
    return rows, chosen, odd


def _by_severity(file: FindingsFile) -> list[dict[str, Any]]:
    counted = {each["severity"]: each for each in _counted(file, "severity")}
    none = {"n": 0, "reasoned": 0}
    return [
        {"severity": str(each), "words": tell_severity(each), **(counted.get(str(each)) or none)}
        for each in Severity
    ]


def _by_edit(file: FindingsFile) -> list[dict[str, Any]]:
    order = [str(each) for each in Severity]
    listed = sorted(
        _counted(file, "severity", "rule"),
        key=lambda each: (order.index(each["severity"]), -each["n"], each["rule"]),
    )
    return [
        {**each, "edit": tell_edit(each["rule"]), "words": tell_severity(each["severity"])}
        for each in listed
    ]


def _counted(file: FindingsFile, *names: str) -> list[dict[str, Any]]:
    found = file.findings.order_by().values(*names)
    return list(found.annotate(n=Count("pk"), reasoned=Count("pk", filter=~Q(reason=""))))


def _row(finding: Finding) -> dict[str, Any]:
    parts = finding.at.rsplit(":", 2)
    is_placed = len(parts) == 3
    return {
        "finding": finding,
        "severity": tell_severity(finding.severity),
        "text": tell_text(finding.rule, finding.text),
        "line": parts[1] if is_placed else "",
        "column": parts[2] if is_placed else finding.at,
    }


def _find(identity: str, word: str) -> FindingsFile:
    """Give a file of this hospital; Http404 for any other one."""
    try:
        key = UUID(word)
    except ValueError as error:
        raise Http404 from error
    file = FindingsFile.objects.filter(pk=key, hospital=identity).first()
    if file is None:
        raise Http404
    return file


def _shared(identity: str) -> dict[str, Any]:
    hospital: Hospital = current_atlas().network.hospitals[identity]
    return {"section": "findings", "hospital": hospital, "is_example": is_example(identity)}


def _actor(request: HttpRequest) -> Actor:
    return Actor(viewer_of(request).user, str(Role.HOSPITAL))


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Give what a form was sent with; an empty one is one that was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
