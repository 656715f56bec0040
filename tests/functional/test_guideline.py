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


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ("3件はたどれません", "削除 7", "たどれない 3")),
        ("en", ("3 cannot be followed", "withdrawn 7", "cannot be followed 3")),
    ],
)
def test_chapters_that_nobody_saw_are_not_told_as_withdrawn(kinten, lang, words):
    """H30.7 to R4.8: chapters III, V and VI are not held, nor what they became."""
    document = kinten("guideline", "diff", "H30.7", "R4.8", "--json").document
    valid(document, "guideline-diff")
    lost = [each["old"] for each in document["differences"] if each["change"] == "lost"]
    told = kinten("guideline", "diff", "H30.7", "R4.8", "--lang", lang).out

    assert lost == [f"H30.7/hole/chapter-{number}" for number in (3, 5, 6)]
    assert (document["counts"]["lost"], document["counts"]["withdrawn"]) == (3, 7)
    assert all(word in told for word in words)


@pytest.mark.parametrize("pair", [("2001", "R4.8"), ("R4.8", "H20.3")])
def test_an_edition_of_which_only_the_title_is_held_is_not_compared(kinten, rows, pair):
    """Refused as `judge` refuses it; nothing is called added or withdrawn."""
    title = min(pair, key=lambda name: name == "R4.8")
    ran = kinten("guideline", "diff", *pair)
    judged = kinten("judge", rows, "-e", title)

    assert (ran.code, ran.out, ran.err) == (2, "", judged.err)
    assert "only the title" in kinten("guideline", "diff", *pair, "--lang", "en").err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ("H26.1→H30.7→R4.8", "19件はたどれません", "H30.7/advanced、", "たどれない 19")),
        ("en", ("H26.1→H30.7→R4.8", "19 cannot be followed", "H30.7/advanced, ", "followed 19")),
    ],
)
def test_the_mappings_are_followed_over_an_edition_between(kinten, lang, words):
    """H26.1 to R4.8: renamed clauses are found, and what is lost on the way is said."""
    ran = kinten("guideline", "diff", "H26.1", "R4.8", "--json", "--all")
    document = valid(ran.document, "guideline-diff")
    found = {(each["old"], each["new"]): each for each in document["differences"]}
    chemo = found["H26.1/volume/absolute/chemo", "R4.8/volume/absolute/drug"]
    linac = found["H26.1/facility/linac", "R4.8/hole/facility"]
    told = kinten("guideline", "diff", "H26.1", "R4.8", "--lang", lang).out

    assert (document["chain"], document["mapping"]) == (["H26.1", "H30.7", "R4.8"], True)
    assert (chemo["change"], chemo["note"]["ja"]) == ("changed", "H26.1→H30.7 化学療法→薬物療法")
    assert (linac["change"], linac["new_test"]["en"]) == ("changed", "text not held")
    assert document["counts"]["lost"] == 19
    assert all(word in told for word in words)


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", "対応表のない版の間"), ("en", "without a mapping")]
)
def test_a_draft_is_compared_with_an_older_edition_than_its_predecessor(
    kinten, tmp_path, lang, words
):
    """By way of its predecessor; between these two there is no mapping, and that is said."""
    folder = tmp_path / "draft"
    folder.mkdir()
    head = "id: draft\ntitle: {ja: 案, en: draft}\npredecessor: R4.8\nsources: {me: {title: 案}}\n"
    clause = (
        "clauses:\n- id: volume/relative\n  ja: 割合\n  en: share\n  citation: {source: me}\n"
        "  at_least: {fact: resident_share, number: 0.3}\n"
    )
    (folder / "edition.yaml").write_text(head, encoding="utf-8")
    (folder / "volume.yaml").write_text(clause, encoding="utf-8")
    document = kinten("guideline", "diff", "H30.7", folder, "--json").document
    told = kinten("guideline", "diff", "H30.7", folder, "--lang", lang).out

    assert (document["chain"], document["mapping"]) == (["H30.7", "R4.8", "draft"], False)
    assert (document["differences"][0]["old"], document["differences"][0]["change"]) == (
        "H30.7/volume/relative",
        "changed",
    )
    assert words in told
    assert "H30.7→R4.8→draft" in told


@pytest.mark.parametrize("pair", [("R4.8", "H26.1"), ("H26.1", "sarcoma-2017")])
def test_editions_that_do_not_lead_to_each_other_are_compared_by_name(kinten, pair):
    """As before, and said so."""
    document = kinten("guideline", "diff", *pair, "--json").document

    assert (document["chain"], document["mapping"], document["between"]) == (list(pair), False, [])
    assert "対応表はありません" in kinten("guideline", "diff", *pair).out


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


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "mend"),
    [
        (
            "volume.yaml",
            "number: 600",
            "number: -500",
            "R8-draft/volume.yaml:19",
            ("0以上の整数", "a whole number from 0 on"),
        ),
        (
            "volume.yaml",
            "number: 0.3",
            "number: 30",
            "R8-draft/volume.yaml:27",
            ("0から1までの割合", "a share from 0 to 1"),
        ),
        (
            "volume.yaml",
            "id: relative",
            "id: relative arm",
            "R8-draft/volume.yaml:24",
            ("半角の英数字", "letters a-z"),
        ),
        (
            "edition.yaml",
            "draft: true",
            "parameters: {dedicated: [{from: 2026-08-01, value: 1.8}]}",
            "R8-draft/edition.yaml:6",
            ("0より大きく1以下", "above 0, up to 1"),
        ),
        ("edition.yaml", None, None, "R8-draft/edition.yaml", ("ありません", "missing")),
    ],
)
def test_nonsense_in_an_edition_is_told_with_its_line_and_mend(
    kinten, root, tmp_path, file, old, new, place, mend
):
    """The edition of docs/how-to/write-an-edition, spoilt in one place: exit 2, in both languages."""
    text = (root / "docs/how-to/write-an-edition.md").read_text(encoding="utf-8")
    folder = tmp_path / "R8-draft"
    folder.mkdir()
    for name, block in re.findall(r'```yaml title="R8-draft/(.*?)"\n(.*?)```', text, re.DOTALL):
        (folder / name).write_text(block, encoding="utf-8")
    assert kinten("guideline", "check", folder).code == 0
    if new is None:
        (folder / file).unlink()
    else:
        spoilt = (folder / file).read_text(encoding="utf-8").replace(old, new)
        (folder / file).write_text(spoilt, encoding="utf-8")

    for lang, words in zip(("ja", "en"), mend, strict=True):
        ran = kinten("guideline", "check", folder, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert place in ran.err
        assert words in ran.err


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
