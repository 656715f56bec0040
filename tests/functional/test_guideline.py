"""`kinten guideline`, `schema`, `data` and `check`."""

import re

import pytest
from jsonschema import Draft202012Validator

from kinten.cli import printing
from kinten.desk.describing import load_schema, schema_names
from kinten.guideline.loading import list_editions


def valid(document, name):
    Draft202012Validator(load_schema(name)).validate(document)
    return document


def test_the_list_shows_titles_and_what_is_held(kinten):
    """Eleven editions; the three oldest are titles without clauses."""
    document = valid(kinten("guideline", "list", "--json").document, "guideline-list")
    titles = [each["id"] for each in document["editions"] if not each["clauses_held"]]

    assert len(document["editions"]) == 11
    assert titles == ["2001", "2004", "H20.3"]


@pytest.mark.parametrize("edition", list_editions())
def test_every_edition_can_be_shown_and_checked(kinten, edition):
    """No packaged edition has an error; every document follows its schema."""
    valid(kinten("guideline", "show", edition, "--json").document, "guideline-show")
    ran = kinten("guideline", "check", edition, "--json")
    document = valid(ran.document, "guideline-check")

    assert (ran.code, document["errors"]) == (0, [])
    assert kinten("guideline", "show", edition).code == 0
    assert kinten("guideline", "check", edition, "--lang", "en").code == 0


def test_one_clause_is_shown_with_everything_below(kinten):
    """The six thresholds of R4.8/volume, with the paper that prints them."""
    document = kinten("guideline", "show", "R4.8", "volume", "--json").document
    numbers = {each["id"].split("/")[-1]: each["number"] for each in document["clauses"]}
    sources = {each["citation"]["source"] for each in document["clauses"]}

    assert document["scope"] == {"id": "R4.8/volume", "complete": True}
    assert numbers == {
        "volume": None,
        "absolute": None,
        "registry": "500",
        "surgery": "400",
        "drug": "1000",
        "radiotherapy": "200",
        "palliative": "50",
        "relative": "0.2",
    }
    assert sources == {"W9879"}


@pytest.mark.parametrize(
    ("lang", "words", "never"),
    [
        (
            "ja",
            ("20%以上", "都道府県がん診療連携拠点病院", "地域がん診療連携拠点病院", "1,000以上"),
            ("0.2", "pref"),
        ),
        ("en", ("at least 20%", "prefectural hub", "regional hub"), ("0.2", "拠点病院", "全類型")),
    ],
)
def test_clauses_are_shown_in_the_readers_words(kinten, monkeypatch, lang, words, never):
    """Shares in percent, kinds by their names, in one language (titles of the sources aside)."""
    monkeypatch.setattr(printing, "_WIDTH_WITHOUT_TERMINAL", 300)
    out = kinten("guideline", "show", "R4.8", "volume", "--lang", lang).out

    assert all(word in out for word in words)
    assert not [word for word in never if word in re.sub(r"R4.8/|※.*", "", out)]


def test_all_kinds_are_told_in_the_readers_language(kinten):
    """A clause for every kind."""
    assert "全類型" in kinten("guideline", "show", "R4.8").out
    assert "全類型" not in kinten("guideline", "show", "R4.8", "--lang", "en").out
    assert "all kinds" in kinten("guideline", "show", "R4.8", "--lang", "en").out


def test_what_differs_is_told_in_the_readers_language(kinten, monkeypatch):
    """The aspects of a difference."""
    monkeypatch.setattr(printing, "_WIDTH_WITHOUT_TERMINAL", 300)
    told = kinten("guideline", "diff", "H26.1", "H30.7").out

    assert "判定の仕方" in told
    assert not re.search(r"\b(test|strength|kinds|manner)\b", told)


def test_a_difference_tells_what_changed(kinten):
    """H26.1 to H30.7: the palliative count is new."""
    document = valid(
        kinten("guideline", "diff", "H26.1", "H30.7", "--json").document, "guideline-diff"
    )
    palliative = next(
        each
        for each in document["differences"]
        if each["new"] == "H30.7/volume/absolute/palliative"
    )

    assert palliative["change"] == "added"
    assert kinten("guideline", "diff", "H26.1", "H30.7", "--all").code == 0


def test_a_wrong_edition_is_told_with_file_line_and_mend(kinten, tmp_path):
    """An unknown fact in a folder of one's own."""
    folder = tmp_path / "draft"
    folder.mkdir()
    (folder / "edition.yaml").write_text(
        "id: draft\ntitle: {ja: 案, en: draft}\ncomplete: false\nsources: {me: {title: 案}}\n",
        encoding="utf-8",
    )
    (folder / "volume.yaml").write_text(
        "clauses:\n- id: volume\n  ja: 件数\n  en: cases\n  citation: {source: me}\n"
        "  at_least: {fact: no_such_fact, number: 5}\n",
        encoding="utf-8",
    )
    ran = kinten("guideline", "check", folder)

    assert ran.code == 2
    assert "draft/volume.yaml:6" in ran.err
    assert "registry_cases" in ran.err


def test_every_schema_can_be_shown_and_is_a_schema(kinten):
    """`kinten schema VERB` for every document."""
    for name in schema_names():
        Draft202012Validator.check_schema(kinten("schema", name).document)

    assert kinten("schema", "nothing").code == 2


def test_data_lists_every_source_with_its_licence(kinten):
    """Publisher, licence and the hash of what it was derived from."""
    document = valid(kinten("data", "--json").document, "data")

    named = [each["name"] for each in document["sources"]]
    assert len(set(named)) == len(named)
    assert {"meeting_paper_volumes.csv", "areas.csv", "network_hospitals.csv"} <= set(named)
    assert kinten("data").code == 0


def test_check_lists_what_is_doubtful(kinten, rows, tmp_path):
    """The real rows: jumps, copies, visits counted for patients; parameters can be changed."""
    document = valid(kinten("check", rows, "--json").document, "check")
    rules = {each["rule"] for each in document["remarks"]}
    calmer = kinten("check", rows, "--set", "jump=3", "--json").document
    table = tmp_path / "remarks.csv"

    assert {"jump", "same_in_two_years", "surgeries_over_registry"} <= rules
    assert len(calmer["remarks"]) < len(document["remarks"])
    assert kinten("check", rows, "--fail-on", "warning").code == 1
    assert kinten("check", rows, "-o", table).code == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert kinten("check", rows, "--set", "nothing=1").code == 2
