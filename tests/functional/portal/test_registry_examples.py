"""The made-up tables of a demo: of invented hospitals alone, marked wherever they are shown."""

from __future__ import annotations

import json

import pytest

from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.viewer import Role
from kinten.portal.record.models import Event
from kinten.portal.registry_pages import examples as module
from kinten.portal.registry_pages.cells import read_protected
from kinten.portal.registry_pages.examples import FilledTables, fill_registry
from kinten.portal.registry_pages.models import Finding, FindingsFile, ProtectedTable
from kinten.portal.workspace import open_workspace, workspace_folder

pytestmark = pytest.mark.django_db
pytest.importorskip("duckdb")


@pytest.fixture
def filled(examples):
    fill_registry(20_000)
    return examples


def test_tables_and_findings_are_made_up_and_of_invented_hospitals(filled):
    real = {of for of in current_atlas().network.hospitals if of not in filled}
    names = {current_atlas().network.hospitals[of].name for of in real}
    tables = ProtectedTable.objects.all()

    assert tables.count() == 5
    assert {each.visibility for each in tables} == {"public", "desk"}
    assert all(each.is_made_up for each in tables)
    assert any(each.hidden for each in tables)
    for table in tables:
        values = {value for row in table.content for value in row[:-2]}
        assert not values & (real | names)
        assert values & set(filled)
        assert table.years == ["2019", "2020", "2021", "2022", "2023"]
        kept = (open_workspace(workspace_folder()).files / table.file_sha256).read_bytes()
        assert read_protected(kept, "kept.csv").hidden == table.hidden
    assert FindingsFile.objects.get().hospital == min(filled)
    assert 20 < Finding.objects.count() < 2000


def test_it_is_filled_once_and_always_the_same(filled):
    first = set(ProtectedTable.objects.values_list("file_sha256", flat=True))
    assert fill_registry(20_000) == FilledTables(0, 0)
    ProtectedTable.objects.all().delete()
    FindingsFile.objects.all().delete()
    fill_registry(20_000)

    assert set(ProtectedTable.objects.values_list("file_sha256", flat=True)) == first
    assert Event.objects.filter(act="registry.receive").count() == 10


def test_without_the_extra_or_without_invented_hospitals_nothing_is_filled(monkeypatch, db):
    assert fill_registry() == FilledTables(0, 0)
    monkeypatch.setattr(module, "can_fill", lambda: False)
    assert fill_registry() == FilledTables(0, 0)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_and_file_says_that_it_is_an_example(visitor, filled, prefix):
    mark = "made up" if prefix else "架空"
    for table in ProtectedTable.objects.filter(visibility="public"):
        for kind in ("/", "/funnel/"):
            page = visitor.get(f"{prefix}/registry/{table.pk}{kind}").content.decode()
            assert mark in page
            assert '<svg class="figure' in page
        document = json.loads(visitor.get(f"{prefix}/registry/{table.pk}.json").content)
        assert "made up" in document["about"]["en"]
        answer = visitor.get(f"{prefix}/registry/{table.pk}.csv")
        assert "example_" in answer["Content-Disposition"]
        assert "%E4%BE%8B%E7%A4%BA" in answer["Content-Disposition"]


def test_the_desk_table_is_for_the_desks(visitor, client_as, filled):
    table = ProtectedTable.objects.get(visibility="desk")

    assert visitor.get(f"/registry/{table.pk}/").status_code == 302
    assert client_as(Role.NCC).get(f"/registry/{table.pk}/").status_code == 200
