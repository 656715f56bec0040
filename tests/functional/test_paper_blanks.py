"""資料3-1 of rows that leave the kind or area blank, and of reports of the other kind only."""

import openpyxl
import pytest

from kinten.cli.main import main

UNMARKED = (
    "year_submitted,prefecture,hospital,registry_cases\n"
    "2025,石川県,金沢大学附属病院,601\n2025,石川県,甲病院,602\n"
)


def test_a_kind_and_area_that_rows_leave_blank_are_those_of_the_network(tmp_path):
    """金沢大学 is the prefectural hub of 石川中央; of 甲病院 nothing is known, and a note says so."""
    source, path = tmp_path / "rows.csv", tmp_path / "資料3-1.xlsx"
    source.write_text(UNMARKED, encoding="utf-8")
    assert main(["paper", "volumes", str(source), "--prefecture", "石川", "-o", str(path)]) == 0
    told = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    marks = {row[3]: row[:2] for row in told if row[3]}

    assert marks["金沢大学附属病院"] == ("石川中央", "★")
    assert not any(marks["甲病院"])
    notes = [str(row[0]) for row in told if str(row[0]).startswith("注")]
    assert any(
        "（令和7年9月1日）から補ったもの：金沢大学附属病院（類型：都道府県、医療圏）" in each
        for each in notes
    )
    assert any("類型の空欄は" in each and each.endswith("：甲病院") for each in notes)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_reports_of_the_other_kind_only_name_the_option(lang, tmp_path, capsys):
    source = tmp_path / "rows.csv"
    source.write_text(
        "year_submitted,prefecture,hospital,kind,registry_cases\n2025,石川県,乙病院,local,60\n",
        encoding="utf-8",
    )
    asked = ["paper", "volumes", str(source), "--prefecture", "石川", "--lang", lang]

    assert main([*asked, "-o", str(tmp_path / "a.xlsx")]) == 2
    assert "--kind local" in capsys.readouterr().err
    assert main([*asked, "--kind", "local", "-o", str(tmp_path / "b.xlsx")]) == 0
    told = capsys.readouterr().err
    assert ("papers are in Japanese" in told) is (lang == "en")
