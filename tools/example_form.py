"""A small form to fill in, and a report that answers it: fixtures of every folder of report tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.report.cells import text_given
from kinten.report.form import form_bytes
from kinten.report.form_layout import FormItem, FormLayout, FormSection, Identity
from kinten.report.grid import Cell
from kinten.report.model import Report, Source, Standing
from kinten.vocabulary.facts import CATALOGUE, Supply
from kinten.vocabulary.given import answer, dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

VOLUMES = tuple(fact.id for fact in CATALOGUE.values() if fact.supply is Supply.VOLUMES)
ANSWERED = (
    "icu",
    "outpatient_chemo_room",
    "clean_rooms",
    "external_beam_units",
    "pdca_lead",
    "expected_remedy",
)


@pytest.fixture(scope="session")
def layout() -> FormLayout:
    """A form of an edition made up for tests: volumes, a few requirements, one reason."""
    requirements = (
        *(FormItem(fact, strength="必須") for fact in ANSWERED),
        FormItem(
            label=Words("放射線診断の専任の医師", "assigned diagnostic radiologist"),
            strength="原則",
            reason_for="staff/diagnostic-radiologist",
        ),
    )
    return FormLayout(
        "test-1",
        Words("試験用の版", "an edition made up for tests"),
        Kind.REGIONAL,
        (
            FormSection(Words("要件", "requirements"), requirements),
            FormSection(Words("実績", "volumes"), tuple(map(FormItem, VOLUMES))),
        ),
        year=2026,
        identity=Identity("例示病院", "H99", "17", "石川中央"),
    )


@pytest.fixture(scope="session")
def filled() -> Report:
    """A report that answers every item of the form."""
    facts = {fact: number(500) for fact in VOLUMES if CATALOGUE[fact].type == "count"}
    facts |= {fact: number(Decimal("0.235")) for fact in VOLUMES if CATALOGUE[fact].type == "share"}
    facts |= {
        "icu": answer(True),
        "outpatient_chemo_room": answer(False),
        "clean_rooms": dash(),
        "external_beam_units": number(2),
        "pdca_lead": missing(Reason.NOT_REPORTED),
        "expected_remedy": text_given(Cell("令和9年3月", "")),
    }
    counsellor = Person(
        1,
        (
            Post("counsellor", Effort.DEDICATED, Decimal("0.8")),
            Post("palliative_nurse", Effort.OTHER, Decimal("0.2")),
        ),
        full_time=True,
        qualifications=frozenset({"研修修了"}),
        training=frozenset({"1", "2"}),
        since=date(2020, 4, 1),
        until=date(2027, 3, 31),
    )
    pathologist = Person(
        7,
        (Post("pathologist", Effort.DEDICATED, None),),
        full_time=False,
        qualifications=frozenset(),
        training=frozenset(),
    )
    return Report(
        "例示病院",
        2026,
        Source("form.xlsx", ""),
        "",
        edition="test-1",
        prefecture="17",
        area="石川中央",
        hospital_id="H99",
        is_exceptional=True,
        facts=facts,
        staff=Staff((counsellor, pathologist), is_complete=True),
        reasons={"staff/diagnostic-radiologist": "採用手続き中"},
        application="現況報告",
        standing=Standing.DESIGNATED,
        general={"beds": "599", "report_date": "2026-10-30", "address": "金沢市"},
    )


@pytest.fixture(scope="session")
def form(layout: FormLayout, filled: Report) -> bytes:
    """The form filled in with the report, as bytes."""
    return form_bytes(layout, filled)
