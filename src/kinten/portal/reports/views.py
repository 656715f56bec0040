"""Pages about one hospital's reports: the verdict with its clauses, the page for paper, the PDF."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kinten.desk.printing_pdf import write_page
from kinten.desk.states import CAUTION
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import VISITOR, Place
from kinten.portal.public.asking import Asked, read_query, refuse_odd
from kinten.portal.reports.judging import compute_verdict
from kinten.portal.reports.page import tell_reports
from kinten.portal.reports.reading import find_version, verdict_place
from kinten.portal.reports.standing import tell_hospital
from kinten.portal.volume_pages.hospital_part import tell_published
from kinten.vocabulary.wording import FaultError


def place_of_verdict(identity: str, year: int, number: int) -> Place:
    """Give the place of a verdict: its hospital, and whether it is public."""
    return verdict_place(identity, find_version(identity, year, number))


@states("verdict.read", place_of_verdict)
def verdict(request: HttpRequest, identity: str, year: int, number: int) -> HttpResponse:
    """Give the verdict computed of one version, clause by clause."""
    version = find_version(identity, year, number)
    if version is None:
        raise Http404
    shown = {
        "section": "hospitals",
        "hospital": tell_hospital(identity, read_query(request))["hospital"],
        "reported": version,
        "is_public": place_of_verdict(identity, year, number).is_published,
        "computed": compute_verdict(version),
        "caution": CAUTION,
    }
    return render(request, "reports/verdict.html", shown)


@states("public.read")
def print_page(request: HttpRequest, identity: str) -> HttpResponse:
    """Give a hospital on one page for paper: what everybody may read, and nothing else."""
    asked = read_query(request)
    return render(request, "reports/print.html", _for_paper(identity, asked))


@states("public.read")
def pdf(request: HttpRequest, identity: str) -> HttpResponse:
    """Give the same page as a PDF; where no PDF can be made here, say so and offer the page."""
    asked = read_query(request)
    shown = _for_paper(identity, asked)
    refuse_odd(asked)
    style = Path(str(finders.find("kinten/print.css"))).read_text(encoding="utf-8")
    page = render_to_string("reports/print.html", {**shown, "style": style}, request)
    try:
        made = _pdf_of(page)
    except FaultError as fault:
        told = {"section": "hospitals", "hospital": shown["hospital"], "fault": fault}
        return render(request, "reports/no_pdf.html", told, status=404)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="kinten-{shown["hospital"].id}.pdf"'
    return answer


def _for_paper(identity: str, asked: Asked) -> dict[str, Any]:
    known = tell_hospital(identity, asked)  # first: of one that is not there nothing is looked for
    told = tell_reports(identity, VISITOR, asked, is_public=True)
    published = tell_published(identity, asked.day)
    return {**known, "told": told, "published": published, "caution": CAUTION}


@lru_cache(maxsize=32)
def _pdf_of(page: str) -> bytes:
    """Make the PDF of a page, and keep the last ones made."""
    with TemporaryDirectory(prefix="kinten-pdf-") as folder:
        path = Path(folder) / "page.pdf"
        write_page(path, page)
        return path.read_bytes()
