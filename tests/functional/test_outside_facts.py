"""`--facts`: a fault of a cell costs that fact; a hospital or a fact nobody knows is refused."""

import pytest

VOLUME = ("--edition", "H30.7", "--scope", "volume")
FACT = "regional_hubs_in_area"


@pytest.fixture
def facts(tmp_path):
    """Write a file of facts."""

    def write(*rows: str):
        path = tmp_path / "outside.csv"
        path.write_text("\n".join(("hospital,year,fact,value", *rows)) + "\n", encoding="utf-8")
        return path

    return write


def facts_of(document, hospital):
    """Every fact of a hospital's clauses, by its id, with its cell."""
    judged = next(each for each in document["hospitals"] if each["hospital"] == hospital)
    return {
        fact["fact"]: (fact["value"], fact["at"])
        for clause in judged["clauses"]
        for fact in clause["facts"]
    }


def test_a_bad_cell_costs_its_fact_and_the_rest_is_judged(kinten, paper, facts):
    """Unknown with its cell, listed by `check`, exit 2 with `--strict`."""
    file = paper({}, {"hospital": "乙病院"})
    outside = facts(f"甲病院,2024,{FACT},二つ", f"乙病院,2024,{FACT},1")
    ran = kinten("judge", file, *VOLUME, "--facts", outside, "--json")

    assert ran.code == 0, ran.err
    assert facts_of(ran.document, "甲病院")[FACT] == (None, "outside.csv:2:4")
    assert facts_of(ran.document, "乙病院")[FACT][0] == 1
    assert "outside.csv:2:4" in ran.err
    assert "二つ" in kinten("check", file, "--facts", outside).out.replace("\n", "")
    strict = kinten("judge", file, *VOLUME, "--facts", outside, "--strict")
    assert (strict.code, "outside.csv:2:4" in strict.err) == (2, True)


def test_unknown_hospitals_and_facts_are_listed_at_once(kinten, paper, facts):
    """Exit 2, one line, every row to mend."""
    file = paper({})
    hospitals = kinten("judge", file, *VOLUME, "--facts", facts(f"丙,,{FACT},1", f"丁,,{FACT},1"))
    names = kinten("judge", file, *VOLUME, "--facts", facts("甲,,one,1", "甲,,two,1"))

    assert (hospitals.code, names.code) == (2, 2)
    assert all(word in hospitals.err for word in ("丙", "丁", "outside.csv:3:1"))
    assert all(word in names.err for word in ("one", "two", "outside.csv:3:3"))
