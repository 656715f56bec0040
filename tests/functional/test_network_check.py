"""`kinten network check`: what an edition does not hold is said, and by whose text a rule is judged."""

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HOSPITALS = """hospital_id,name,prefecture,municipality,lat,lon
A,甲病院,石川,17201,36.56,136.65
B,乙病院,石川,17204,,
"""
DESIGNATIONS = """hospital_id,kind,flag,begins,term_ends
A,pref,exceptional,2023-04-01,2027-03-31
B,local,,2023-04-01,2031-03-31
"""


@pytest.fixture
def own(tmp_path):
    """Write two tables of one's own, some of them changed; give the folder."""

    def write(hospitals=HOSPITALS, designations=DESIGNATIONS):
        (tmp_path / "hospitals.csv").write_text(hospitals, encoding="utf-8")
        (tmp_path / "designations.csv").write_text(designations, encoding="utf-8")
        return tmp_path

    return write


def checked(kinten, *arguments):
    """Give the document, which keeps to its schema."""
    document = kinten("network", "check", *arguments, "--json").document
    Draft202012Validator(load_schema("network-check")).validate(document)
    return document


@pytest.mark.parametrize("day", ["2018-08-01", "2020-01-01", "2022-07-31"])
def test_placement_that_is_not_held_is_said_not_to_be_checked(kinten, day):
    """H30.7: nothing found under its placement, for nothing of it was looked at."""
    document = checked(kinten, "--as-of", day)

    assert document["not_checked"] == ["H30.7/hole/placement"]
    assert not [each for each in document["findings"] if "/placement/" in each["rule"]]
    assert "検査していません" in document["notes"][0]["ja"]
    assert "were not checked" in document["notes"][0]["en"]


@pytest.mark.parametrize(("lang", "word"), [("ja", "検査していません"), ("en", "were not checked")])
def test_it_is_said_in_text_too(kinten, lang, word):
    """Behind the counts, with the id of the clause."""
    told = kinten("network", "check", "--as-of", "2020-01-01", "--lang", lang).out

    assert word in told
    assert "H30.7/hole/placement" in told


def test_groups_and_terms_are_checked_under_every_edition(kinten, own):
    """A local hospital without a partner, and a term of eight years, on a day of H30.7."""
    designations = DESIGNATIONS.replace("2023-", "2019-")
    document = checked(kinten, "--network", own(designations=designations), "--as-of", "2020-01-01")
    rules = {each["rule"] for each in document["findings"]}

    assert rules >= {"network/group", "network/term"}


def test_placement_that_is_held_is_checked(kinten):
    """R4.8 holds it; of its procedure one part is a hole and is named."""
    document = checked(kinten, "--as-of", "2026-04-01", "--prefecture", "神奈川")

    assert document["not_checked"] == ["R4.8/hole/procedure"]
    assert [each for each in document["findings"] if "/placement/" in each["rule"]]
    assert "配置の条項は検査していません" not in document["notes"][0]["ja"]


def test_a_rule_of_another_edition_says_so(kinten, own):
    """R4.8 holds no text on groups: the slide of H26.1 stands behind it, and that is told in words."""
    asked = ("--network", own(), "--as-of", "2024-01-01")
    found = {each["rule"]: each for each in checked(kinten, *asked)["findings"]}
    told = kinten("network", "check", *asked, "--lang", "en").out

    carried = {rule: each["carried_from"] for rule, each in found.items()}
    assert carried == {
        "network/group": "H26.1",
        "network/term": "H30.7",
        "network/exceptional-term": None,
    }
    assert (
        "groups and who gives which treatment are those of H26.1: the text of R4.8 was not" in told
    )
    assert (
        "グループ・治療の分担の規則は、R4.8の本文を確認できていないため、H26.1の条項によります"
        in kinten("network", "check", *asked).out
    )


def test_a_rule_of_the_edition_itself_is_not_carried(kinten, own):
    """H26.1 holds groups and terms, H30.7 terms."""
    asked = ("--network", own(), "--as-of", "2024-01-01", "-e")
    for edition, carried in (("H26.1", None), ("H30.7", "H26.1")):
        document = checked(kinten, *asked, edition)
        found = {each["rule"]: each["carried_from"] for each in document["findings"]}
        assert (found["network/group"], found["network/term"]) == (carried, None)
        assert any("H26.1の条項" in each["ja"] for each in document["notes"]) == bool(carried)


def test_long_terms_are_breaches_with_their_text(kinten, own):
    """Eight years, and four of a 特例型: each with the hospital, the rule and where it was read."""
    ran = kinten(
        "network", "check", "--network", own(), "--as-of", "2024-01-01", "--fail-on", "breach", "--json"
    )  # fmt: skip
    found = {each["rule"]: each for each in ran.document["findings"]}
    term, exceptional = found["network/term"], found["network/exceptional-term"]

    assert ran.code == 1
    assert (term["gravity"], exceptional["gravity"]) == ("breach", "breach")
    assert term["hospitals"] == [{"hospital_id": "B", "hospital": "乙病院"}]
    assert "2023-04-01〜2031-03-31" in term["words"]["ja"]
    assert "p.32" in term["citation"]
    assert "日本医事新報社" in exceptional["citation"]


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ({"designations": DESIGNATIONS.replace("2031-03-31", "2023-03-31")}, "designations.csv:3:term_ends"),
        ({"designations": DESIGNATIONS + "A,local,,2023-04-01,\n"}, "designations.csv:4:kind"),
        ({"hospitals": HOSPITALS.replace("36.56,136.65", "31.5,130.5")}, "hospitals.csv:2:lat"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_cannot_be_is_refused_with_its_cell(kinten, own, tables, place, lang):
    """A term that ends before it begins, two kinds from one day on, a point in another region."""
    ran = kinten("network", "check", "--network", own(**tables), "--lang", lang)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kinten: {place}: ")
    assert ran.err.count("\n") == 1
