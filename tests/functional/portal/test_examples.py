"""Invented hospitals and their made-up reports: in real areas, from one seed, and nowhere else."""

from __future__ import annotations

from statistics import mean

import pytest

from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.verifying import verify
from kinten.portal.reports.examples import MEANS, fill_examples, make_example_hospitals
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.reading import report_of
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError

pytestmark = pytest.mark.django_db


def test_they_stand_in_real_areas_under_names_that_say_so(examples):
    atlas = current_atlas()
    for each in (atlas.network.hospitals[of] for of in examples):
        assert each.name.startswith("例示")
        assert each.area in atlas.frame.areas
        assert each.point is None
        here = atlas.on(today()).in_area(each.area)
        assert any(one.is_certain and one.is_hub and one.hospital.id[:2] != "EX" for one in here)
    local = [each for each in atlas.network.designations if each.kind is Kind.LOCAL]
    assert examples[4] in {each.hospital for each in local}


def test_reports_are_theirs_alone(examples):
    filled = fill_examples(last=2026)

    assert (filled.hospitals, filled.reports, filled.decisions) == (6, 30, 6)
    versions = ReportVersion.objects.all()
    assert {each.hospital for each in versions} == set(examples)
    assert all(each.is_made_up and "架空の例" in each.content["hospital"] for each in versions)
    assert {each.hospital for each in Decision.objects.all()} == set(examples)
    assert {each.year for each in versions.filter(state=State.RECEIVED)} == {2026}
    assert versions.filter(state=State.PUBLISHED).count() == 24
    assert verify().is_sound


def test_the_same_seed_gives_the_same_and_nothing_twice(examples):
    fill_examples(seed=3, last=2026)
    first = set(ReportVersion.objects.values_list("hospital", "year", "sha256"))
    again = fill_examples(seed=3, last=2026)
    other = fill_examples(seed=4, last=2026)

    assert again.reports == 0
    assert other.reports == 30
    assert first == set(
        ReportVersion.objects.filter(number=1).values_list("hospital", "year", "sha256")
    )


def test_a_workspace_without_invented_hospitals_gets_no_report(db):
    assert fill_examples(last=2026).reports == 0
    assert not ReportVersion.objects.exists()


def test_volumes_lie_around_the_means_of_their_kind(examples):
    fill_examples(last=2026)
    atlas = current_atlas()
    kinds = {each.hospital: each.kind for each in atlas.network.designations}
    for kind in (Kind.REGIONAL, Kind.LOCAL):
        reports = [report_of(v) for v in ReportVersion.objects.all() if kinds[v.hospital] is kind]
        for fact, expected in MEANS[kind].items():
            values = [each.facts[fact].value for each in reports]
            assert expected / 5 < mean(values) < expected * 5, (kind, fact)
        assert all(each.kind is kind for each in reports)


@pytest.mark.parametrize("count", [0, 469])
def test_no_more_than_were_asked_for_are_made(db, count):
    with pytest.raises(FaultError):
        make_example_hospitals(count)


def test_they_are_made_once_and_never_in_a_real_workspace(examples, settings):
    with pytest.raises(FaultError):
        make_example_hospitals(6)
    settings.IS_MADE_UP = False
    with pytest.raises(FaultError):
        make_example_hospitals(6)
