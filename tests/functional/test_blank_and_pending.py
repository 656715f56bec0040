"""What has no row of its own: cancer areas that are not one secondary area, decisions pending, the people in all."""

import pytest

DAY = ("--as-of", "2026-04-01")
FIVE = {
    "ja": ("三重県 桑員", "三重県 伊賀", "香川県 大川", "宮崎県 県南", "宮崎県 県北"),
    "en": ("桑員 in Mie", "伊賀 in Mie", "大川 in Kagawa", "県南 in Miyazaki", "県北 in Miyazaki"),
}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "call", [("network",), ("network", "--list", "areas"), ("coverage",), ("map", "coverage")]
)
def test_the_five_blank_cancer_areas_are_named_wherever_areas_are_counted(
    kinten, tmp_path, call, lang
):
    path = tmp_path / "t.html"
    assert kinten(*call, *DAY, "--lang", lang, "-o", path).code == 0
    page = path.read_text(encoding="utf-8")
    shown = [page] if call[0] == "map" else [page, kinten(*call, *DAY, "--lang", lang).out]

    head = {
        "ja": "公表の空白（2024-04-01）56のうち51は",
        "en": "Of the 56 official blank cancer areas (2024-04-01) 51",
    }
    for text in shown:
        assert head[lang] in text
        assert all(each in text for each in FIVE[lang])


def test_the_count_says_how_many_it_leaves_out(kinten):
    assert (
        "空白の医療圏: 51〜61（ほかに、二次医療圏と範囲の違う公表の空白 5）"
        in kinten("network", *DAY).out
    )


@pytest.mark.parametrize("call", [("coverage",), ("network", "--list", "areas")])
def test_a_prefecture_shows_its_own_alone(kinten, call):
    mie = kinten(*call, "--prefecture", "三重", *DAY).out
    shimane = kinten(*call, "--prefecture", "島根", *DAY).out

    assert "桑員（桑名市・いなべ市・木曽岬町・東員町、住民214,097人）" in mie
    assert "大川" not in mie
    assert "桑員" not in shimane


def test_the_document_of_coverage_lists_them(kinten):
    listed = kinten("coverage", "--prefecture", "三重", *DAY, "--json").document[
        "blank_cancer_areas"
    ]

    assert [(each["name"], each["population"]) for each in listed] == [
        ("桑員", 214097),
        ("伊賀", 158832),
    ]


def test_before_the_list_and_in_an_own_network_there_is_none(kinten, tmp_path):
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,municipality\nA,甲,24,24205\n", encoding="utf-8"
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,begins\nA,regional,2020-04-01\n", encoding="utf-8"
    )
    assert "公表の空白" not in kinten("network", "--as-of", "2024-03-31").out
    assert "公表の空白" not in kinten("network", "--network", tmp_path, *DAY).out
    assert (
        "公表の空白"
        not in kinten("coverage", "--network", tmp_path, "--prefecture", "三重", *DAY).out
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ja", "330医療圏の人口：国勢調査2020年 126,146,099人、住民2025年1月 124,330,690人"),
        (
            "en",
            "People of the 330 areas: census 2020 126,146,099, residents of January 2025 124,330,690",
        ),
    ],
)
def test_the_people_of_all_areas_are_told(kinten, lang, told):
    assert told in kinten("network", "--list", "areas", *DAY, "--lang", lang).out


def test_a_pending_recommendation_stands_beside_its_hospital(kinten):
    """石川 recommended two renewals on 2024-02-21, not yet decided on 2024-03-01."""
    rows = kinten("network", "--prefecture", "石川", "--as-of", "2024-03-01").out.splitlines()

    line = next(line for line in rows if "小松市民病院" in line)
    assert "指定更新推薦（2024-02-21の検討会）" in line
    assert sum("指定更新推薦" in line for line in rows) == 2
    assert "検討中" in rows[3]
    assert (
        "指定更新推薦" not in kinten("network", "--prefecture", "石川", "--as-of", "2024-02-20").out
    )


def test_a_withdrawal_is_pending_until_a_list_without_the_hospital(kinten):
    """済生館 asks to withdraw on 2026-02-09 and is not on the list of April 2026."""
    asked = ("network", "--prefecture", "山形", "--json", "--as-of")
    (pending,) = kinten(*asked, "2026-03-01").document["pending"]

    assert (pending["hospital"], pending["act"]) == ("山形市立病院済生館", "withdrawal")
    assert kinten(*asked, "2026-04-01").document["pending"] == []
    area = kinten("network", "--area", "村山", "--as-of", "2026-03-01")
    assert "指定辞退" in area.out
    assert "2026-02-09の検討会の資料にあり、その後2026-03-01までの決定の記録がない" in area.out
    english = kinten("network", "--as-of", "2026-03-01", "--lang", "en").out
    assert "no decision up to 2026-03-01 is recorded" in " ".join(english.split())
    assert "済生館" not in kinten("network", "--prefecture", "福島", "--as-of", "2026-03-01").out


@pytest.mark.parametrize(("prefecture", "is_there"), [("石川", True), ("福島", False)])
def test_one_that_is_in_no_table_is_named_below_with_its_prefecture(
    kinten, own, prefecture, is_there
):
    (own / "recommendations.csv").write_text(
        "hospital_id,printed,prefecture,act,meeting\n,丙病院,石川県,withdrawal,2026-02-09\n",
        encoding="utf-8",
    )
    asked = ("network", "--network", own, "--prefecture", prefecture, "--as-of", "2030-01-01")

    told = "表に行のない病院の検討中：丙病院 指定辞退（2026-02-09の検討会）"
    assert (told in kinten(*asked).out) is is_there


@pytest.fixture
def own(tmp_path):
    """A new hospital asked for as a local one, without a designation yet; another asks for a change."""
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,municipality\nA,甲病院,17,17201\nB,乙病院,17,17204\n",
        encoding="utf-8",
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,begins\nA,local,2020-04-01\n", encoding="utf-8"
    )
    (tmp_path / "recommendations.csv").write_text(
        "hospital_id,act,meeting,kind\nA,kind_change,2026-02-09,regional\nB,new,2026-02-09,local\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_kind_asked_for_is_told(kinten, own):
    ran = kinten("network", "--network", own, *DAY)

    assert "類型変更：地域（2026-02-09の検討会）" in ran.out
    assert (
        "表に行のない病院の検討中：乙病院 新規指定推薦：がん診療病院（2026-02-09の検討会）"
        in ran.out
    )


def test_the_document_has_all_that_is_pending(kinten, own):
    document = kinten("network", "--network", own, *DAY, "--json").document
    told = [
        (each["hospital_id"], each["hospital"], each["act"], each["kind"])
        for each in document["pending"]
    ]

    assert told == [("A", "甲病院", "kind_change", "regional"), ("B", "乙病院", "new", "local")]
    (hospital,) = document["hospitals"]
    assert hospital["recommendations"][0]["kind"] == "regional"


def test_pending_follows_the_area_asked_for(kinten, own):
    document = kinten(
        "network", "--network", own, "--area", "石川県 能登北部", *DAY, "--json"
    ).document

    assert [each["hospital_id"] for each in document["pending"]] == ["B"]
