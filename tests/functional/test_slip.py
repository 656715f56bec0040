"""The slip of a new recommendation: any hospital of the country, shown with and without it."""

import openpyxl
import pytest

from kinten.cli.main import main

DAY = ("--as-of", "2026-04-01")
WITH, WITHOUT = "この病院がある場合", "この病院がない場合"
HOSPITALS = """hospital_id,name,also_called,prefecture,municipality,lat,lon
A,甲病院,甲市立病院,石川,17201,36.56,136.65
C,丙病院,,石川,17204,37.39,136.9
"""
DESIGNATIONS = "hospital_id,kind,begins\nA,pref,2019-04-01\n"
RECOMMENDATIONS = "hospital_id,act,meeting,kind\nC,new,2023-02-01,local\n"


@pytest.fixture
def slip(tmp_path):
    """Write a slip; give its title and its lines by heading."""

    def write(*asked):
        out = tmp_path / "slip.xlsx"
        assert main(["paper", "slip", *asked, "-o", str(out)]) == 0
        sheet = openpyxl.load_workbook(out).active
        rows = {row[0]: row[1] for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True)}
        return str(sheet["A1"].value), rows

    return write


@pytest.fixture
def own(tmp_path):
    """Write a small network with a pending recommendation; give its folder."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text in (
        ("hospitals", HOSPITALS),
        ("designations", DESIGNATIONS),
        ("recommendations", RECOMMENDATIONS),
    ):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("asked", ["秩父市立病院", "埼玉 秩父市立病院", "1111108751000"])
def test_a_hospital_that_is_not_designated_can_be_recommended(slip, asked):
    """秩父 is blank by the ministry's list; with the hospital it is not."""
    title, rows = slip("--hospital", asked, *DAY)

    assert title == "新規指定推薦（埼玉県 秩父市立病院）"
    assert rows["推薦区分"].startswith("新規")
    assert rows["所在地"].startswith("埼玉県秩父市")
    assert "地域がん診療連携拠点病院" in rows["類型"]
    assert "仮定" in rows["類型"]
    assert "空白かどうか：拠点病院あり" in rows[WITH]
    assert "空白かどうか：空白（公表）" in rows[WITHOUT]
    for word in ("最寄りの拠点病院：", "60分以内の住民：", "グループ指定の相手の候補"):
        assert word in rows[WITH]
        assert word in rows[WITHOUT]
    assert "秩父市立病院" in rows[WITH]
    assert "秩父市立病院" not in rows[WITHOUT]


def test_as_a_local_hospital_it_needs_a_partner(slip):
    """The area then has a local hospital only, and the candidates stand in both."""
    _, rows = slip("--hospital", "秩父市立病院", "--kind", "local", *DAY)

    assert rows["類型"] == "地域がん診療病院（推薦する類型）"
    assert "地域がん診療病院のみ" in rows[WITH]
    assert "埼玉医科大学国際医療センター" in rows[WITH].split("相手の候補")[1]


def test_a_hospital_of_the_list_that_stands_in_the_network_is_that_one(slip):
    """By its registry id: it is designated, not new."""
    title, rows = slip("--hospital", "1715110002", *DAY)
    by_name = slip("--hospital", title.split()[-1].rstrip("）"), *DAY)

    assert not rows["推薦区分"].startswith("新規")
    assert by_name == (title, rows)


def test_a_part_of_the_names_of_one_hospital_means_that_one(slip):
    """函館五稜郭病院 has several names that hold it."""
    title, _ = slip("--hospital", "五稜郭", *DAY)

    assert "五稜郭病院" in title


def test_a_recorded_recommendation_gives_the_act_and_the_kind(slip, own):
    """A hospital of one's own table, without a designation."""
    title, rows = slip("--hospital", "丙病院", "--network", str(own), "--as-of", "2023-03-01")

    assert title == "新規指定推薦（石川県 丙病院）"
    assert rows["推薦区分"] == "新規指定推薦（令和5年2月1日の検討会）"
    assert rows["類型"] == "地域がん診療病院（推薦する類型）"
    assert "地域がん診療病院のみ" in rows[WITH]


def test_a_hospital_not_certain_on_the_day_is_shown_as_if_it_were(slip):
    """佐賀 2023-09: named only later. The kind says so, and with it is not the same as without."""
    _, rows = slip("--hospital", "唐津赤十字病院", "--as-of", "2023-09-01")

    assert "確かめられない" in rows["類型"]
    assert rows[WITH] != rows[WITHOUT]


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("秩父市民病院", "秩父市立病院 ("),
        ("秩父市立", "秩父市立病院 ("),
        ("小松市民病因", "国民健康保険小松市民病院 (DCH378"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_unknown_name_is_answered_with_names_like_it(asked, near, lang, tmp_path, capsys):
    """Not with the first twenty of the country."""
    out = tmp_path / "slip.xlsx"
    assert main(["paper", "slip", "--hospital", asked, *DAY, "--lang", lang, "-o", str(out)]) == 2
    told = capsys.readouterr().err

    assert near in told
    assert told.count("(") <= 6
    assert not out.exists()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_several_hospitals_are_listed_and_a_kind_is_for_new_ones_only(lang, tmp_path, capsys):
    """市立病院 is a part of many names; 小松市民病院 has its kind already."""
    out = ["--lang", lang, "-o", str(tmp_path / "slip.xlsx")]

    assert main(["paper", "slip", "--hospital", "市立病院", *DAY, *out]) == 2
    assert "--hospital: " in capsys.readouterr().err
    assert main(["paper", "slip", "--hospital", "小松市民病院", "--kind", "local", *DAY, *out]) == 2
    assert "--kind: " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
