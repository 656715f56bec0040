"""On which reports a what-if is reckoned, who may see what of it, and what an address may ask."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from kinten.portal.policy.viewer import Role
from kinten.portal.public.asking import today
from kinten.portal.reports.models import State

pytestmark = pytest.mark.django_db
CLAUSE = "R4.8/volume/absolute/registry"
PAPER_HOSPITAL = "金沢医療センター"


def test_a_report_whose_verdict_is_not_public_is_left_out_and_counted(
    visitor, three_reports, decided_report, read_page
):
    decided_report(3, 505, is_decided=False)
    page = read_page(visitor, clause=CLAUSE, value=700)

    assert "判定した3病院" in page
    assert "まだ公開できない病院 1 は" in page


def test_what_is_used_is_what_is_public_elsewhere(decided_report):
    from kinten.portal.analysis_pages.figures import _usable
    from kinten.portal.reports.reading import is_verdict_public

    versions = [
        decided_report(0),
        decided_report(1, until=today() + timedelta(days=30)),
        decided_report(2, until=today() - timedelta(days=1)),
        decided_report(3, is_decided=False),
    ]
    used, waiting = _usable()

    assert set(used) == {each.pk for each in versions if is_verdict_public(each)}
    assert len(used) + waiting == 4
    assert waiting >= 2


def test_a_report_published_later_is_reckoned_with(
    visitor, three_reports, decided_report, read_page
):
    read_page(visitor, clause=CLAUSE, value=700)
    decided_report(4, 640)

    assert "判定した4病院" in read_page(visitor, clause=CLAUSE, value=700)


@pytest.mark.parametrize(("role", "status"), [(None, 302), (Role.PREFECTURE, 403), (Role.NCC, 403)])
@pytest.mark.parametrize("address", ["/whatif/", "/whatif/counts.csv", "/whatif/result.json"])
def test_accepted_reports_are_for_the_ministry_alone(
    client_as, three_reports, role, status, address
):
    assert client_as(role).get(address, {"data": "accepted"}).status_code == status


def test_the_ministry_reckons_with_accepted_reports_too(
    client_as, three_reports, decided_report, read_page
):
    decided_report(3, 560, is_decided=False, state=State.ACCEPTED)
    ministry = client_as(Role.MINISTRY)

    assert "判定した4病院" in read_page(ministry, data="accepted", value=700)
    assert "判定した3病院" in read_page(ministry, data="published", value=700)
    assert "公開できません" in read_page(ministry, data="accepted")


def test_of_papers_a_visitor_gets_counts_and_no_names(visitor, read_page):
    page = read_page(visitor, data="papers", clause=CLAUSE, value=1300)

    assert "判定した24病院" in page
    assert PAPER_HOSPITAL not in page
    assert "303,171" not in page  # the residents of one area would name it
    assert "いわき" not in page
    assert '<svg class="atlas"' not in page
    assert "意見を述べる機会" in page


def test_of_papers_no_file_names_a_hospital_to_a_visitor(visitor, read_page):
    query = {"data": "papers", "clause": CLAUSE, "value": 1300}
    refused = visitor.get("/whatif/hospitals.csv", query)
    document = json.loads(read_page(visitor, "/whatif/result.json", **query))
    book = openpyxl.load_workbook(
        BytesIO(visitor.get("/whatif/result.xlsx", query).content), read_only=True
    )
    cells = [
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    ]

    assert refused.status_code == 400
    assert document["hospitals"] is None
    assert document["areas"] is None
    assert document["data"]["withheld"]["ja"]
    assert "population" not in document["bounds"]["at_most"]
    assert "303171" not in json.dumps(document)
    for word in ("いわき", "303171", "303,171"):
        assert not any(word in cell for cell in cells), word
    curve = read_page(visitor, "/whatif/curve.csv", **query)
    assert "303,171" not in curve


def test_of_papers_the_ministry_sees_names_and_map(client_as, read_page):
    page = read_page(client_as(Role.MINISTRY), data="papers", clause=CLAUSE, value=1300)

    assert "いわき市医療センター" in page
    assert "最後の指定病院・拠点を失いうる" in page


def test_without_a_published_report_the_papers_stand_first(visitor, read_page):
    assert "判定した24病院" in read_page(visitor)


@pytest.mark.parametrize(
    "query",
    [
        {"value": "x"},
        {"value": "\0"},
        {"value": "9" * 6000},
        {"value": "1e9999999"},
        {"value": "NaN"},
        {"value": "-5"},
        {"value": "500.5"},
        {"value": "1_000"},
    ],
)
def test_a_number_that_cannot_be_taken_is_told_at_its_field(
    visitor, three_reports, query, read_page
):
    page = read_page(visitor, **query)

    assert re.search(r'id="value"[^>]*aria-describedby="value-error" aria-invalid="true"', page)
    assert re.search(r'id="value-error"[^>]*>[^<]+<', page)
    assert "条文のまま" in page
    assert visitor.get("/whatif/counts.csv", query).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"clause": "R9.9/none"},
        {"clause": "\0"},
        {"clause": "../../etc/passwd"},
        {"kind": "x"},
        {"scope": "R4.8"},
        {"roughly": "2"},
        {"data": "all"},
        {"on": "yesterday"},
    ],
)
def test_odd_parts_of_an_address_are_named_and_left_out(visitor, three_reports, query, read_page):
    page = read_page(visitor, **query)

    assert "使っていません" in page
    assert visitor.get("/whatif/result.json", query).status_code == 400


def test_a_day_before_the_first_areas_is_told_how_to_mend(visitor, three_reports):
    assert visitor.get("/whatif/", {"on": "1999-01-01"}).status_code == 400


def test_a_number_in_full_width_and_with_commas_is_read(visitor, three_reports, read_page):
    assert "500 から 1200 に" in read_page(visitor, value="１,２００")


def test_no_number_under_ten_is_reckoned_where_patients_are_counted(
    visitor, three_reports, read_page
):
    page = read_page(visitor, clause=CLAUSE, value=7)

    assert "10未満の数が分かってしまう" in page
    assert re.search(r'id="slider" min="10"', page)
