"""A form gives back what was written into it; no bytes whatever raise anything but FaultError."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.report.cells import text_given
from kinten.report.form import form_bytes
from kinten.report.form_layout import clause_of_name, reason_name
from kinten.report.grid import Cell
from kinten.report.intake import read_input
from kinten.report.model import Report, Source
from kinten.report.outside_facts import read_facts
from kinten.report.workbook import read_workbook
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import answer, dash, missing, number
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError

REQUIRED = (
    "icu",
    "outpatient_chemo_room",
    "clean_rooms",
    "external_beam_units",
    "pdca_lead",
    "expected_remedy",
)

percents = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 1000)
words = st.text("青森岩手宮城がんセンター病院ABC123", min_size=1, max_size=12)


def facts_of(name: str):
    known = {
        "count": st.integers(0, 100_000).map(number),
        "share": percents.map(number),
        "yes_no": st.booleans().map(answer),
        "text": words.map(lambda text: text_given(Cell(text, ""))),
    }[CATALOGUE[name].type]
    return st.one_of(known, st.just(dash()), st.just(missing(Reason.NOT_REPORTED)))


posts = st.builds(
    Post,
    st.sampled_from(sorted(ROLES)),
    st.none() | st.sampled_from(Effort),
    st.none() | percents,
)
days = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))


@st.composite
def staffs(draw):
    """A staff sheet that a form can hold: blank means none where it is declared complete."""
    is_complete = draw(st.booleans())
    held = st.frozensets(st.sampled_from(sorted(QUALIFICATIONS)), max_size=3)
    done = st.frozensets(st.sampled_from(sorted(TRAINING)))
    unsaid = st.nothing() if is_complete else st.none()
    people = [
        Person(
            place,
            tuple(draw(st.lists(posts, min_size=1, max_size=3))),
            draw(st.none() | st.booleans()),
            draw(unsaid | held),
            draw(unsaid | done),
            draw(days),
            draw(days),
        )
        for place in sorted(draw(st.sets(st.integers(1, 60), max_size=4)))
    ]
    return Staff(tuple(people), is_complete)


@st.composite
def reports(draw, volumes):
    """A report as a hospital may fill it in."""
    names = (*REQUIRED, *volumes)
    return Report(
        draw(words),
        draw(st.integers(2000, 2100)),
        Source("f.xlsx", ""),
        "",
        edition="test-1",
        prefecture=draw(st.sampled_from(["", "01", "17", "47"])),
        area=draw(st.just("") | words),
        hospital_id=draw(st.just("") | words),
        is_advanced=draw(st.booleans()),
        is_exceptional=draw(st.booleans()),
        facts={name: draw(facts_of(name)) for name in names},
        staff=draw(staffs()),
        reasons=draw(st.just({}) | words.map(lambda text: {"staff/diagnostic-radiologist": text})),
        general=draw(st.just({}) | st.just({"beds": "400", "report_date": "2026-10-30"})),
    )


def bare(report: Report) -> Report:
    facts = {fact: replace(one, at="", text="") for fact, one in report.facts.items()}
    people = tuple(
        replace(one, at="", posts=tuple(replace(post, at="") for post in one.posts))
        for one in report.staff.people
    )
    return replace(report, at="", source=None, facts=facts, staff=Staff(people, report.staff.is_complete),
                   reasons=dict(report.reasons), general=dict(report.general))  # fmt: skip


@given(data=st.data())
@settings(max_examples=30)
def test_a_report_written_into_the_form_is_read_back(layout, data):
    """Whatever a hospital fills in comes back equal, without an error."""
    volumes = [item.fact for item in layout.sections[1].items]
    report = data.draw(reports(volumes))
    reading = read_workbook(io.BytesIO(form_bytes(layout, report)), "f.xlsx")
    assert bare(reading.reports[0]) == bare(report)
    assert [one for one in reading.remarks if one.severity == "error"] == []


def survives(read, data: bytes, name: str) -> None:
    """Read bytes; a fault is the only thing that may be raised, and it is told in both languages."""
    told = ("read", "read")
    try:
        read(io.BytesIO(data), name)
    except FaultError as fault:
        told = (fault.told_in("ja"), fault.told_in("en"))
    assert all(told)


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_random_bytes_raise_only_faults(data, name):
    """Random bytes are read or refused, never a traceback."""
    survives(read_input, data, name)
    survives(read_workbook, data, name)
    survives(read_facts, data, name)


headings = st.sampled_from(
    ["year_submitted", "hospital", "registry_cases", "resident_share_pct", "prefecture", "医療機関名", "kind",
     "院内がん登録数", "手術件数", "放射線治療", "診療割合", "令和5年10月提出", "(5)", "(5)\n6", "area", "km2",
     "population", "fact", "value", "year", "-", "", "約5", "1e400", "９９", "%", "９" * 60, "0..1"]
)  # fmt: skip


@given(rows=st.lists(st.lists(headings, min_size=1, max_size=8), max_size=8))
def test_random_tables_raise_only_faults(rows):
    """Tables of headings and odd cells are read or refused, never a traceback."""
    import csv

    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    survives(read_input, text.getvalue().encode(), "a.csv")
    survives(read_facts, text.getvalue().encode(), "a.csv")


@given(data=st.data())
def test_random_damage_to_a_workbook_raises_only_faults(form, data):
    """Bytes changed anywhere in a workbook are read or refused, never a traceback."""
    damaged = bytearray(form)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(form) - 1))] = data.draw(st.integers(0, 255))
    survives(read_input, bytes(damaged[: data.draw(st.integers(1, len(form)))]), "f.xlsx")
    survives(read_input, bytes(damaged), "f.xlsx")


@given(data=st.data())
def test_random_damage_inside_a_workbook_raises_only_faults(form, data):
    """Bytes changed in a part of a sound container are read or refused, never a traceback."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    part = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(part) - 1))
        part[place : place + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from(
                [b"", b"9", b"-", b"<", b'"', b"A1", b"</c>", b'r="XFD1048576" ', b"99999999999"]
            )
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in parts.items():
            archive.writestr(other, bytes(part) if other == name else content)
    survives(read_input, stream.getvalue(), "f.xlsx")


@given(clause=st.text(max_size=30))
def test_a_clause_is_found_again_by_its_cells_name(clause):
    """Any path survives as the name of a cell."""
    assert clause_of_name(reason_name(clause)) == clause
