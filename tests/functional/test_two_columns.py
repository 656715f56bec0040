"""Two columns of one fact: equal ones are one, differing ones contradict, and each time it is told."""

import json

import pytest

from kinten.cli.main import main

BOTH_WAYS = [
    ("radiotherapy_patients,radiotherapy_patients", "205,300", "radiotherapy_patients"),
    ("surgeries,cancer_surgeries", "300,500", "cancer_surgeries"),
    ("cancer_surgeries,surgeries", "500,300", "cancer_surgeries"),
    ("resident_share,resident_share_pct", "0.1,30", "resident_share"),
]


def judged(rows, capsys) -> dict[str, object]:
    assert main(["judge", str(rows), "-e", "R4.8", "--scope", "volume", "--json"]) == 0
    (hospital,) = json.loads(capsys.readouterr().out)["hospitals"]
    return {
        fact["fact"]: (fact["value"], clause["reason"])
        for clause in hospital["clauses"]
        for fact in clause["facts"]
    }


@pytest.mark.parametrize(("columns", "values", "fact"), BOTH_WAYS)
def test_differing_columns_contradict_whichever_comes_first(
    columns, values, fact, tmp_path, capsys
):
    rows = tmp_path / "rows.csv"
    rows.write_text(f"hospital,year_submitted,{columns}\n甲病院,2024,{values}\n", encoding="utf-8")

    assert judged(rows, capsys)[fact] == (None, "contradictory")

    main(["check", str(rows), "--json"])
    rules = {each["rule"] for each in json.loads(capsys.readouterr().out)["remarks"]}
    assert {"doubled_column", "duplicate_differs"} <= rules


def test_equal_columns_are_one_and_still_told(tmp_path, capsys):
    rows = tmp_path / "rows.csv"
    columns = "resident_share,resident_share_pct"
    rows.write_text(f"hospital,year_submitted,{columns}\n甲病院,2024,0.3,30\n", encoding="utf-8")

    assert judged(rows, capsys)["resident_share"][0] == 0.3

    main(["check", str(rows), "--json"])
    rules = [each["rule"] for each in json.loads(capsys.readouterr().out)["remarks"]]
    assert "doubled_column" in rules
    assert "duplicate_differs" not in rules


def test_values_that_look_alike_and_differ_are_told_with_their_numbers(tmp_path, capsys):
    """44 in a column of percents is 0.44; 44 among facts from outside is forty-four times the whole."""
    rows, facts = tmp_path / "rows.csv", tmp_path / "facts.csv"
    rows.write_text(
        "hospital,year_submitted,resident_share_pct\n甲病院,2024,44\n", encoding="utf-8"
    )
    facts.write_text("hospital,year,fact,value\n甲病院,2024,resident_share,44\n", encoding="utf-8")

    main(["check", str(rows), "--facts", str(facts), "--lang", "ja", "--json"])
    told = [each["words"]["ja"] for each in json.loads(capsys.readouterr().out)["remarks"]]
    assert not any("「44」と「44」" in each for each in told)
