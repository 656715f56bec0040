"""What a paper of odd headings, years or rows leads to: never a verdict from another figure."""

import json

import pytest

from kinten.cli.main import main

TITLE = "令和6年10月提出　石川県"
HEAD = "病院名,院内がん登録数,悪性腫瘍の手術件数,薬物療法のべ患者数,放射線治療のべ患者数,緩和ケアチーム新規介入,居住するがん患者の診療割合"


def paper(tmp_path, *lines: str):
    path = tmp_path / "paper.csv"
    commas = max(line.count(",") for line in lines)
    filled = [line + "," * (commas - line.count(",")) for line in lines]
    path.write_text("\n".join(filled) + "\n", encoding="utf-8")
    return path


def verdicts(path, capsys) -> dict[tuple[str, int], str]:
    code = main(["judge", str(path), "-e", "R4.8", "--scope", "volume", "--json"])
    assert code == 0
    hospitals = json.loads(capsys.readouterr().out)["hospitals"]
    return {(one["hospital"], one["year"]): one["overall"] for one in hospitals}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("悪性腫瘍の手術件数", "全身麻酔手術件数"),
        ("放射線治療のべ患者数", "放射線診断件数"),
        ("緩和ケアチーム新規介入", "緩和ケア研修修了者数"),
        ("薬物療法のべ患者数", "薬物療法専門医数"),
    ],
)
def test_a_resembling_heading_gives_no_met(old, new, tmp_path, capsys):
    """All the figures are high; the one of another heading is not known."""
    row = "甲,600,9000,9100,9250,60,15%"
    assert verdicts(paper(tmp_path, TITLE, HEAD, row), capsys) == {("甲", 2024): "met"}
    odd = paper(tmp_path, TITLE, HEAD.replace(old, new), row)
    assert verdicts(odd, capsys) == {("甲", 2024): "unknown"}


def test_two_columns_of_one_figure_give_no_met(tmp_path, capsys):
    """250 of 令和4年 and 150 of 令和5年: contradictory, and both cells are named."""
    name = "放射線治療のべ患者数"
    head = HEAD.replace(name, f"{name}（令和4年）,{name}（令和5年）")
    path = paper(tmp_path, TITLE, head, "甲,600,450,1100,250,150,60,15%")
    assert verdicts(path, capsys) == {("甲", 2024): "unknown"}
    main(["check", str(path), "--json"])
    remarks = json.loads(capsys.readouterr().out)["remarks"]
    told = [(one["rule"], one["severity"], one["at"]) for one in remarks]
    assert ("doubled_column", "error", "paper.csv:2:5; paper.csv:2:6") in told
    assert main(["judge", str(path), "-e", "R4.8", "--scope", "volume", "--strict"]) == 2


def test_columns_of_two_years_are_judged_each_in_its_year(tmp_path, capsys):
    """前回 meets, 今回 does not: two verdicts."""
    names = HEAD.split(",")[1:]
    path = paper(
        tmp_path,
        "令和6年10月提出　石川県（前回は令和5年10月提出）",
        "病院名," + ",,".join(names) + ",",
        "," + ",".join(["前回", "今回"] * len(names)),
        "甲病院,600,610,450,460,1100,1200,250,50,60,61,25%,5%",
    )
    found = verdicts(path, capsys)
    assert (found["甲病院", 2023], found["甲病院", 2024]) == ("met", "unknown")


def test_a_second_table_is_of_its_own_prefecture(tmp_path, capsys):
    """Its heading is no hospital, and a total is none either."""
    row = "600,450,1100,250,60,25%"
    path = paper(
        tmp_path, TITLE, HEAD, f"甲病院,{row}", f"県計,{row}", "令和6年10月提出　富山県", HEAD, f"乙病院,{row}"
    )  # fmt: skip
    main(["judge", str(path), "-e", "R4.8", "--scope", "volume", "--json"])
    hospitals = json.loads(capsys.readouterr().out)["hospitals"]
    assert {(one["hospital"], one["prefecture"]) for one in hospitals} == {
        ("甲病院", "17"),
        ("乙病院", "16"),
    }


def test_a_mark_of_two_kinds_is_judged_as_none(tmp_path, capsys):
    """◇★: the kind is not settled."""
    path = paper(
        tmp_path,
        "type_mark,year_submitted,hospital,prefecture,registry_cases",
        "◇★,2024,甲病院,石川県,600",
    )
    assert verdicts(path, capsys) == {("甲病院", 2024): "unknown"}
