"""Reports as versions: nothing is lost, nothing is changed, and made-up things never meet real ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.conf import settings

from kinten.data.loading import packaged_path
from kinten.desk.call import Call
from kinten.desk.judging import judge_reports, reference_day
from kinten.desk.placing import place_reports
from kinten.desk.reading import read_inputs
from kinten.desk.states import state_of_whole
from kinten.example.reports import make_reports
from kinten.guideline.loading import load_edition
from kinten.network.designation import Act
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM, Actor, keyed_hash
from kinten.portal.record.models import Event
from kinten.portal.record.verifying import verify
from kinten.portal.reports.content import canonical, content_of, report_from
from kinten.portal.reports.deciding import Decided, comment, publish_decision, record_decision
from kinten.portal.reports.judging import compute_verdict
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.outcome import Outcome
from kinten.portal.reports.reading import report_of
from kinten.portal.reports.services import accept, publish, receive_report, return_report
from kinten.report.model import Source
from kinten.verdict.program import compile_program
from kinten.vocabulary.given import answer, between, dash, missing
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db


def receive(report, hospital, **more):
    return receive_report(SYSTEM, report, hospital, is_made_up=True, **more)


def again(report):
    content = json.loads(json.dumps(content_of(report)))
    return report_from(
        content,
        hospital=report.hospital_id,
        year=report.year,
        edition=report.edition,
        source=report.source,
    )


@pytest.mark.parametrize("edition", ["H26.1", "H30.7", "R4.8"])
def test_a_report_comes_back_from_its_content_as_it_was(edition):
    program = compile_program(load_edition(edition), Kind.REGIONAL, date(2024, 9, 1))
    for report in make_reports(program, 5, 11, gaps=0.3):
        assert again(report) == report


def test_ranges_dashes_and_reasons_come_back(made_report):
    facts = {
        "registry_cases": between(3, float("inf"), "a.csv:2:4", "3以上"),
        "cancer_surgeries": dash("a.csv:2:5"),
        "drug_therapy_patients": missing(Reason.UNREADABLE, "a.csv:2:6", "多数"),
        "radiotherapy_patients": answer(yes=False),
    }
    report = replace(made_report(), facts=facts, reasons={"care/x": "理由"}, general={"beds": "1"})

    assert again(report) == report


def test_what_is_read_of_a_paper_comes_back():
    for report in read_inputs([packaged_path("meeting_paper_volumes.csv")]).reports:
        assert again(report) == report


def test_a_correction_is_a_new_version_and_the_same_again_is_none(examples, made_report):
    first, is_new = receive(made_report(), examples[0])
    same, is_new_again = receive(made_report(), examples[0])
    second, _ = receive(made_report(registry_cases=700), examples[0])

    assert (is_new, is_new_again, same.pk) == (True, False, first.pk)
    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert report_of(first).facts["registry_cases"].value == 612
    assert report_of(second).hospital_id == examples[0]


def test_an_event_tells_names_and_hash_and_no_value(examples, made_report):
    version, _ = receive(made_report(registry_cases=98765), examples[0])
    event = Event.objects.last()

    assert (event.act, event.object_id, event.hospital) == (
        "report.receive", str(version.pk), examples[0],
    )  # fmt: skip
    assert "registry_cases" in event.after["facts"]
    assert event.hashes["content"] == keyed_hash(canonical(version.content))
    assert event.hashes["content"] != version.sha256, (
        "who knows the report could tell it by a plain hash"
    )
    assert "98765" not in json.dumps([event.before, event.after])
    assert verify().is_sound


def test_every_act_on_a_report_is_one_event(examples, made_report):
    before = Event.objects.count()
    version, _ = receive(made_report(), examples[0])
    accept(Actor(5, "prefecture"), version)
    publish(Actor(6, "ministry"), version)

    told = Event.objects.filter(number__gt=before).values_list("act", "actor", "role")
    assert list(told) == [
        ("report.receive", None, ""),
        ("report.accepted", 5, "prefecture"),
        ("report.published", 6, "ministry"),
    ]
    version.refresh_from_db()
    assert (version.state, version.published) == (State.PUBLISHED, today())


@pytest.mark.parametrize(
    "step", [publish, lambda actor, version: accept(actor, accept(actor, version))]
)
def test_a_step_that_is_none_is_refused(examples, made_report, step):
    version, _ = receive(made_report(), examples[0])
    with pytest.raises(FaultError):
        step(SYSTEM, version)


def test_what_was_returned_comes_back_as_a_new_version(examples, made_report):
    version, _ = receive(made_report(), examples[0])
    return_report(SYSTEM, version, "診療実績の出典がない")
    with pytest.raises(FaultError):
        accept(SYSTEM, version)
    second, is_new = receive(made_report(), examples[0])

    assert is_new
    assert second.number == 2
    assert Event.objects.filter(act="report.returned").last().reason == "診療実績の出典がない"


def test_made_up_and_real_never_meet(examples, made_report):
    plain = replace(made_report(), hospital="旭川医科大学病院")
    for report, hospital, is_made_up in (
        (made_report(), "DCH001", True),
        (plain, "DCH001", True),
        (made_report(), "DCH001", False),
        (plain, examples[0], False),
        (replace(plain, source=Source("example", "0" * 64)), "DCH001", False),
    ):
        with pytest.raises(FaultError):
            receive_report(SYSTEM, report, hospital, is_made_up=is_made_up)
    assert not ReportVersion.objects.exists()
    assert receive_report(SYSTEM, plain, "DCH001")[1]


@pytest.mark.parametrize(("hospital", "year"), [("NONE", 2025), ("", 2025), (None, 1999)])
def test_an_unknown_hospital_or_year_is_refused(examples, made_report, hospital, year):
    with pytest.raises(FaultError):
        receive(made_report(year=year), examples[0] if hospital is None else hospital)


def test_the_file_is_kept_under_its_hash_and_another_is_refused(examples, made_report):
    data = b"a form"
    source = Source("form.xlsx", sha256(data).hexdigest())
    report = replace(made_report(), source=source)
    with pytest.raises(FaultError):
        receive(report, examples[0], data=b"another")
    assert not ReportVersion.objects.exists()
    receive(report, examples[0], data=data)

    assert (settings.WORKSPACE.files / source.sha256).read_bytes() == data
    assert not (settings.WORKSPACE.files / sha256(b"another").hexdigest()).exists()


def test_the_verdict_of_a_version_is_that_of_its_report(examples, made_report):
    report = made_report(cancer_surgeries=100)
    version, _ = receive(report, examples[0])
    placed = place_reports((replace(report, hospital_id=examples[0]),), current_atlas(), None)
    expected = judge_reports(placed.reports, Call("R4.8")).hospitals[0].explanation
    found = compute_verdict(version)

    assert found.edition == "R4.8"
    assert found.state == state_of_whole(expected)
    assert (found.met, found.unmet, found.unknown) == (
        expected.held.met, expected.held.unmet, expected.held.unknown,
    )  # fmt: skip
    assert len(found.clauses) == len(expected.findings)


def test_there_is_no_verdict_for_a_year_without_a_held_edition(examples, made_report):
    version, _ = receive(made_report(year=2005), examples[0])

    assert compute_verdict(version) is None


def decide(of, **changes):
    decided = Decided(
        of,
        2025,
        Act.RENEWAL,
        Outcome.RENEWED,
        date(2026, 3, 16),
        "2026-02-16",
        "例示の資料",
        Kind.REGIONAL,
    )
    return record_decision(SYSTEM, replace(decided, **changes), is_made_up=True)


def test_a_comment_is_given_once_until_the_last_day(examples):
    decision = decide(examples[0])
    with pytest.raises(FaultError):
        comment(SYSTEM, decision, "早すぎる意見")
    publish_decision(SYSTEM, decision, today() + timedelta(days=1))
    comment(Actor(9, "hospital"), decision, "  事実と違う。 ")
    with pytest.raises(FaultError):
        comment(SYSTEM, decision, "二度目")
    gone = today() - timedelta(days=1)
    late = publish_decision(
        SYSTEM, decide(examples[0], year=2024), gone, published=gone - timedelta(days=14)
    )
    with pytest.raises(FaultError):
        comment(SYSTEM, late, "遅い")

    decision.refresh_from_db()
    assert decision.comment == "事実と違う。"
    event = Event.objects.filter(act="decision.comment").get()
    assert (event.actor, event.before, event.after) == (
        9, {"comment": ""}, {"comment": "事実と違う。"},
    )  # fmt: skip


def test_a_decision_has_a_citation_and_meets_its_own_kind_of_hospital(examples):
    for changes in ({"citation": " "}, {"hospital": "NONE"}, {"hospital": "DCH001"}):
        with pytest.raises(FaultError):
            decide(examples[0], **changes)
    last = today() + timedelta(days=1)
    published = publish_decision(SYSTEM, decide(examples[0]), last)
    with pytest.raises(FaultError):
        publish_decision(SYSTEM, published, last)
    assert Decision.objects.count() == 1


def test_the_edition_is_that_of_the_reference_day(examples, made_report):
    version, _ = receive(made_report(year=2021), examples[0])

    assert reference_day(2021) < date(2022, 8, 1)
    assert compute_verdict(version).edition == "H30.7"
