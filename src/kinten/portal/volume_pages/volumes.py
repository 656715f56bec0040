"""The cancers with their published discharges, and the hospitals of one of them."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kinten.coverage.volume import HIDDEN_BELOW, Share, concentrations
from kinten.desk.curves_page import curve_svg
from kinten.desk.network_notes import recording_note
from kinten.desk.volumes import NOT_A_REQUIREMENT, RANGE, SUMS_AT_LEAST, tell_day, tell_disease
from kinten.desk.volumes_concentration import share_of_ten
from kinten.desk.volumes_linking import tell_links
from kinten.desk.volumes_national import COUNTRY, DiseaseTotal, ranked_hospitals
from kinten.desk.volumes_ranks import Ranked, tell_designation
from kinten.disclosure.masking import masked
from kinten.portal.opendata.describing import ENDINGS
from kinten.portal.opendata.volume_tables import DISCHARGE_SOURCES
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, Asked, today
from kinten.portal.volume_pages.choosing import (
    DESIGNATIONS,
    ORDERS,
    Choice,
    read_choice,
)
from kinten.portal.volume_pages.files import see_disease
from kinten.portal.volume_pages.related import SITES
from kinten.portal.volume_pages.seeing import VolumesSeen, see_volumes, share_on, totals_on
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

SECTION = "volumes"


@states("public.read")
def volumes(request: HttpRequest) -> HttpResponse:
    """Give every cancer with its published discharges in the country or a prefecture, the most first."""
    choice = read_choice(request)
    asked = choice.asked
    seen = see_volumes(asked.day, asked.recorded_by)
    totals = totals_on(asked.day, asked.recorded_by, choice.prefecture or COUNTRY)
    rows = [
        {
            "disease": each.disease,
            "name": tell_disease(each.disease, seen.discharges),
            "spread": each.concentration,
            "ten": _percent(share_of_ten(each.concentration)),
            "share": tell_share(each.share),
        }
        for each in sorted(totals, key=_most_first)
    ]
    query = _days(asked) | _placed(choice)
    shown = {
        "section": SECTION,
        "asked": asked,
        "choice": choice,
        "odd": choice.odd,
        "prefectures": PREFECTURES.items(),
        "place": choice.place,
        "rows": rows,
        "files": _files("volumes", [], query),
        "query": _query(query),
        "sources": DISCHARGE_SOURCES(),
        "notes": _notes(seen, choice.prefecture),
    }
    return render(request, "volumes/volumes.html", shown)


@states("public.read")
def disease_page(request: HttpRequest, disease: str) -> HttpResponse:
    """Give the hospitals of a cancer by their published discharges, fifty a page."""
    choice = read_choice(request)
    seen = see_disease(choice, disease)
    lang = get_language() or "ja"
    every = ranked_hospitals(seen.discharges, seen.snapshot, disease, choice.prefecture)
    found = choice.of(every, seen)
    page = Paginator(found, PER_PAGE).get_page(choice.asked.page)
    spread = concentrations(seen.discharges, disease, choice.prefecture)
    query = _days(choice.asked) | _chosen(choice)
    shown = {
        "section": SECTION,
        "asked": choice.asked,
        "choice": choice,
        "odd": choice.odd,
        "disease": disease,
        "name": tell_disease(disease, seen.discharges),
        "prefectures": PREFECTURES.items(),
        "designations": DESIGNATIONS,
        "orders": ORDERS,
        "page": page,
        "rows": [_row(each, seen, lang) for each in page],
        "count": len(found),
        "published": sum(each.discharges is not None for each in found),
        "spread": spread[0] if spread else None,
        "ten": _percent(share_of_ten(spread[0])) if spread else "",
        "share": tell_share(
            share_on(
                disease, choice.asked.day, choice.asked.recorded_by, choice.prefecture or COUNTRY
            )
        ),
        "curve": _curve(seen, disease, choice.prefecture, lang) if spread else "",
        "site": SITES.get(disease),
        "files": _files("volumes-disease", [disease], query),
        "of_day": _query(_days(choice.asked)),
        "sources": DISCHARGE_SOURCES(),
        "notes": _notes(seen, choice.prefecture),
    }
    return render(request, "volumes/disease.html", shown)


def tell_share(share: Share) -> Words:
    """Tell a share as what it is at least and at most."""
    if share.at_least is None or share.at_most is None:
        return Words("公表値なし", "nothing published")
    least, most = _percent(share.at_least), _percent(share.at_most)
    return Words(least, least) if least == most else Words(f"{least}〜{most}", f"{least} to {most}")


def _placed(choice: Choice) -> dict[str, str]:
    return {} if choice.prefecture is None else {"prefecture": choice.prefecture}


def _most_first(each: DiseaseTotal) -> tuple[int, str]:
    return -each.concentration.total, each.disease


def _row(each: Ranked, seen: VolumesSeen, lang: str) -> dict[str, Any]:
    known = seen.atlas.network.hospitals.get(each.hospital.hospital)
    hidden = masked(HIDDEN_BELOW).told
    return {
        "rank": each.rank,
        "hospital": each.hospital,
        "is_linked": known is not None,
        "prefecture": PREFECTURES[each.hospital.prefecture],
        "area": seen.atlas.frame.areas.get(each.hospital.area),
        "designation": tell_designation(each.standing, lang),
        "may_be_lost": each.standing is None and seen.is_designated(each) is None,
        "discharges": each.discharges,
        "hidden": Words(f"{hidden.ja}（非公表）", f"{hidden.en} (not published)"),
    }


def _curve(seen: VolumesSeen, disease: str, prefecture: str | None, lang: str) -> SafeString:
    """Draw the curve; its rules stand in volumes.css."""
    return mark_safe(curve_svg(seen.discharges, disease, prefecture, lang))  # noqa: S308 - drawn by us


def _notes(seen: VolumesSeen, prefecture: str | None) -> tuple[Words, ...]:
    return (
        NOT_A_REQUIREMENT,
        SUMS_AT_LEAST,
        tell_day(seen.snapshot),
        RANGE,
        *recording_note(seen.atlas, seen.snapshot),
        *tell_links(seen.discharges, seen.atlas, seen.snapshot, prefecture),
    )


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _days(asked: Asked) -> dict[str, str]:
    found = {} if asked.day == today() else {"on": asked.day.isoformat()}
    if asked.recorded_by is not None:
        found["recorded"] = asked.recorded_by.isoformat()
    return found


def _chosen(choice: Choice) -> dict[str, str]:
    told = {
        "prefecture": choice.prefecture or "",
        "designated": choice.designated.key,
        "sort": choice.order.key,
    }
    return {name: value for name, value in told.items() if value}


def _query(values: dict[str, str]) -> str:
    return f"?{urlencode(values)}" if values else ""


def _files(name: str, arguments: list[str], query: dict[str, str]) -> list[tuple[str, str]]:
    """Give the addresses of the files under which they hold what the page chose."""
    plain = reverse(name, args=arguments).removesuffix("/")
    return [
        (ending.removeprefix(".").upper(), plain + ending + _query(query)) for ending in ENDINGS
    ]
