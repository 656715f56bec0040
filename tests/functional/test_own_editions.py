"""An edition of one's own, read from a folder: it never passes for a packaged one."""

import shutil

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema
from kinten.guideline.loading import packaged_folder

JUDGED = ("--scope", "volume", "--year", "2025", "--hospital", "千葉北総")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A copy of R4.8 in a folder MyEd, where one stands; `change` alters a file of it."""
    folder = tmp_path / "MyEd"
    shutil.copytree(str(packaged_folder("R4.8")), folder)
    monkeypatch.chdir(tmp_path)

    def change(name: str, old: str, new: str):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    "command",
    [
        ("guideline", "show", "./MyEd"),
        ("guideline", "check", "MyEd"),
        ("guideline", "diff", "H30.7", "./MyEd"),
        ("form", "--edition", "./MyEd", "--kind", "regional", "-o", "form.xlsx"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_altered_copy_under_the_official_id_is_refused(kinten, own, command, lang):
    """The id is that of a packaged edition, the content is not: exit 2 with file, line and mend."""
    own("volume.yaml", "number: 500", "number: 5")
    ran = kinten(*command, "--lang", lang)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "MyEd/edition.yaml:" in ran.err
    assert {"ja": "自分の版には別のid", "en": "an id of its own"}[lang] in ran.err


@pytest.mark.parametrize("option", ["-e", "--next"])
def test_no_report_is_judged_under_an_altered_copy(kinten, own, rows, option):
    """Neither as the edition nor as the later one."""
    own("volume.yaml", "number: 500", "number: 5")
    first = () if option == "-e" else ("-e", "R4.8")
    ran = kinten("judge", rows, *first, option, "./MyEd", *JUDGED)

    assert (ran.code, ran.out, "MyEd/edition.yaml:" in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ja", "自分の版（フォルダー MyEd）"), ("en", "an edition of your own (folder MyEd)")],
)
def test_an_edition_of_ones_own_says_so(kinten, own, rows, tmp_path, lang, words):
    """In the heading, on the page, in the table and in the JSON; a packaged edition does not."""
    own("edition.yaml", "id: R4.8", "id: R4.8-mine")
    page, table = tmp_path / "page.html", tmp_path / "table.html"
    call = (rows, "-e", "./MyEd", *JUDGED)

    assert words in kinten("judge", *call, "--lang", lang).out
    assert words in kinten("explain", *call, "--lang", lang).out
    assert words in kinten("guideline", "show", "MyEd", "--lang", lang).out
    assert kinten("judge", *call, "--lang", lang, "-o", page).code == 0
    assert words in page.read_text(encoding="utf-8")
    years = ("compare", rows, "--from", "2024", "--to", "2025", "-e", "./MyEd", "--lang", lang)
    assert kinten(*years).out.count(words) == 2
    assert kinten(*years, "-o", table).code == 0
    assert words in table.read_text(encoding="utf-8")
    assert (
        words in kinten("judge", rows, "-e", "R4.8", "--next", "MyEd", *JUDGED, "--lang", lang).out
    )
    assert words not in kinten("judge", rows, "-e", "R4.8", *JUDGED, "--lang", lang).out


def test_the_json_names_the_folder(kinten, own, rows):
    """Null for a packaged edition."""
    own("edition.yaml", "id: R4.8", "id: R4.8-mine")
    document = kinten("judge", rows, "-e", ".//MyEd/", "--next", "R4.8", *JUDGED, "--json").document
    Draft202012Validator(load_schema("judge")).validate(document)
    shown = kinten("guideline", "show", "MyEd", "--json").document

    assert (document["edition"]["id"], document["edition"]["folder"]) == ("R4.8-mine", "MyEd")
    assert document["hospitals"][0]["next"]["folder"] is None
    assert shown["edition"]["folder"] == "MyEd"


def test_the_folder_one_stands_in_has_a_name(kinten, own, rows, tmp_path, monkeypatch):
    """`-e .` too."""
    folder = own("edition.yaml", "id: R4.8", "id: R4.8-mine")
    monkeypatch.chdir(folder)

    assert "（フォルダー MyEd）" in kinten("judge", rows, "-e", ".", *JUDGED).out


def test_a_judgement_under_an_edition_of_ones_own_is_replayed(kinten, own, rows, tmp_path):
    """With the folder it is equal; altered since, its hash differs and is told."""
    own("edition.yaml", "id: R4.8", "id: R4.8-mine")
    out = tmp_path / "result.json"
    assert kinten("judge", rows, "-e", "./MyEd", *JUDGED, "-o", out).code == 0

    assert kinten("replay", out, "--edition", "./MyEd").code == 0
    own("volume.yaml", "number: 500", "number: 5")
    ran = kinten("replay", out, "--edition", "./MyEd")
    assert (ran.code, "指針データが違います: R4.8-mine" in ran.out) == (1, True)


def test_two_editions_of_one_id_do_not_answer_for_each_other(kinten, rows):
    """The later edition is judged as it is, not with what was laid over the first."""
    call = (*JUDGED, "--set", "volume/relative=1", "--set", "radiotherapy_patients=9999")
    (one,) = kinten("judge", rows, "-e", "R4.8", "--next", "R4.8", *call, "--json").document[
        "hospitals"
    ]
    (plain,) = kinten("judge", rows, "-e", "R4.8", *JUDGED, "--json").document["hospitals"]

    assert one["overall"] != plain["overall"]
    assert one["next"]["overall"] == plain["overall"]


@pytest.mark.parametrize("scope", ["R4.8-mine/volume", "R4.8-mine"])
def test_a_scope_by_its_whole_id_is_found_in_the_later_edition(kinten, own, rows, scope):
    """The folder's name is no part of it."""
    own("edition.yaml", "id: R4.8", "id: R4.8-mine")
    call = ("-e", "./MyEd", "--next", "R4.8", "--scope", scope, "--hospital", "千葉北総", "--json")
    for each in kinten("judge", rows, *call).document["hospitals"]:
        assert each["next"]["held"] == each["held"]
