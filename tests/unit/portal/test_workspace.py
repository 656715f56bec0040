"""A workspace is made whole, opened again, and refused where it is of another Kinten."""

from __future__ import annotations

import stat

import pytest

from kinten.portal.workspace import VARIABLE, make_workspace, open_workspace, workspace_folder
from kinten.vocabulary.wording import FaultError


def test_it_is_opened_as_it_was_made(tmp_path):
    made = make_workspace(tmp_path / "w", is_made_up=True, database="postgresql://kinten@/kinten")

    assert open_workspace(tmp_path / "w") == made
    assert len(made.secret) > 40
    assert stat.S_IMODE((tmp_path / "w" / "secret").stat().st_mode) == 0o600


def test_an_address_is_kept_whatever_stands_in_it(tmp_path):
    address = 'postgresql://kinten@/a"b\\c'
    make_workspace(tmp_path / "w", is_made_up=False, database=address)

    assert open_workspace(tmp_path / "w").database == address


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(FaultError) as told:
        make_workspace(tmp_path, is_made_up=False)

    assert str(tmp_path) in told.value.place
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("schema = 2\n", "newer"),
        ("schema = 0\n", "backup"),
        ("schema = ", "backup"),
        ("", "backup"),
    ],
)
def test_one_of_another_kinten_is_refused_with_the_mend(tmp_path, text, mend):
    (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultError) as told:
        open_workspace(tmp_path)

    assert mend in told.value.mend.en.lower()


def test_no_workspace_is_told_how_to_make_one(tmp_path):
    with pytest.raises(FaultError) as told:
        open_workspace(tmp_path)

    assert "kinten demo" in told.value.mend.ja


def test_the_folder_is_the_one_asked_for_then_the_named_one(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))

    assert workspace_folder(tmp_path / "asked") == tmp_path / "asked"
    assert workspace_folder() == tmp_path / "named"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert workspace_folder().name == "kinten"


def test_a_restored_database_is_named_above_the_tables(tmp_path):
    from kinten.portal.running.restoring import _name_database

    make_workspace(tmp_path / "w", is_made_up=False, database="postgresql://old@/old")
    told = tmp_path / "w" / "workspace.toml"
    openid = '[openid]\nname = "N"\nserver_url = "https://id.example.jp"\nclient_id = "c"\n'
    told.write_text(told.read_text("utf-8") + openid, encoding="utf-8")
    (tmp_path / "w" / "openid-secret").write_text("s", encoding="ascii")
    (tmp_path / "w" / "openid-secret").chmod(0o600)
    _name_database(told, "postgresql://new@/new")

    opened = open_workspace(tmp_path / "w")
    assert opened.database == "postgresql://new@/new"
    assert opened.openid is not None
