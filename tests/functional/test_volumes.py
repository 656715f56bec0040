"""``kinten volumes``: shares as ranges, one's own hospitals, ranks in words, the curves."""

import json
import re
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema
from kinten.desk.volumes_ranks import tell_designation

DAY = ("--as-of", "2026-04-01")
RANKS = ("volumes", "ranks", "--cancer", "乳房")
OWN = {
    "hospitals.csv": (
        "hospital_id,name,also_called,prefecture,area\n"
        "A,山梨大学病院,山梨大学医学部付属病院,山梨,中北\n"
        "B,見本病院,,山梨,峡東\n"
        "C,知多半島総合医療センター,,愛知,知多半島\n"
    ),
    "designations.csv": (
        "hospital_id,kind,begins,source\n"
        "A,pref,2023-04-01,x\nB,local,2023-04-01,x\nC,regional,2023-04-01,x\n"
    ),
}


@pytest.fixture
def own(tmp_path):
    """A prefecture's own tables: one hospital by a former name, one of no survey, one renamed."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text in OWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def document(kinten):
    """The document of a call, held to the schema."""

    def told(*call):
        ran = kinten(*call, "--json")
        assert ran.code == 0, ran.err
        Draft202012Validator(load_schema("volumes")).validate(ran.document)
        return ran.document

    return told


# -------------------------------------------------------------------------------------- shares


def test_the_prefecture_asked_for_is_all_that_is_shown(kinten, document):
    told = document("volumes", *DAY, "--prefecture", "石川")

    assert told["prefecture"] == "17"
    assert {each["prefecture"] for each in told["areas"]} == {"17"}
    assert [each["prefecture"] for each in told["prefectures"]] == ["17"]
    table = kinten("volumes", *DAY, "--prefecture", "石川").out
    assert "石川県" in table
    assert "北海道" not in table


def test_the_prefectural_hub_of_yamanashi_is_counted(document):
    told = document("volumes", *DAY, "--prefecture", "山梨")
    (area,) = [each for each in told["areas"] if each["name"] == "中北"]

    assert area["designated"] == 6809
    assert 0.8 < area["share"]["at_least"] < area["share"]["at_most"] < 0.83


def test_what_could_not_be_linked_is_named_and_leaves_a_range(kinten, document):
    told = document("volumes", *DAY)
    open_areas = {each["area"]: each for each in told["areas"] if each["unlinked"]}

    assert {each["area"] for each in told["unlinked"]} == set(open_areas)
    assert {code: each["share"]["at_most"] for code, each in open_areas.items()} == dict.fromkeys(
        open_areas, 1.0
    )
    table = kinten("volumes", *DAY, "--prefecture", "新潟").out
    assert "結び付けられない指定病院が2あります" in table
    assert "新潟県 魚沼" in table


def test_the_share_is_told_at_least_and_at_most(kinten):
    english = kinten("--lang", "en", "volumes", *DAY, "--prefecture", "Fukui").out

    assert "at least" in english
    assert "at most" in english
    assert "designated cells under 10" in " ".join(english.replace("│", " ").split())


# --------------------------------------------------------------------------- one's own network


def test_own_hospitals_are_linked_by_name_and_the_rest_is_open(document, kinten, own):
    told = document("volumes", *DAY, "--network", own)
    areas = {each["area"]: each for each in told["areas"]}

    assert areas["1901"]["share"]["at_least"] > 0.4
    assert areas["1902"]["share"] == {"at_least": 0.0, "at_most": 1.0}
    assert areas["2307"]["share"]["at_least"] > 0.3
    assert [each["hospital_id"] for each in told["unlinked"]] == ["B"]
    assert "自分の表の指定病院3のうち2" in kinten("volumes", *DAY, "--network", own).out


def test_an_id_of_ones_own_is_not_an_id_of_the_packaged_list(document, own):
    """DCH161 is 山梨大学 there; here it is a hospital of no survey."""
    path = own / "hospitals.csv"
    path.write_text(path.read_text("utf-8").replace("B,見本", "DCH161,見本"), "utf-8")
    path = own / "designations.csv"
    path.write_text(path.read_text("utf-8").replace("B,local", "DCH161,local"), "utf-8")
    told = document("volumes", *DAY, "--network", own, "--prefecture", "山梨")

    assert [each["hospital_id"] for each in told["unlinked"]] == ["DCH161"]


def test_ranks_are_marked_by_ones_own_designations(document, own):
    told = document(*RANKS, *DAY, "--prefecture", "愛知", "--network", own)
    marked = [each for each in told["hospitals"] if each["designated"]]

    assert [each["hospital_id"] for each in marked] == ["C"]
    assert (marked[0]["hospital"], marked[0]["listed_name"]) == (
        "半田市立半田病院",
        "知多半島総合医療センター",
    )


# --------------------------------------------------------------------------------------- ranks


def test_ranks_say_in_words_who_is_designated(kinten, document):
    table = kinten(*RANKS, *DAY, "--prefecture", "鹿児島").out

    assert re.search(r"1 │ 相良病院 +│ 1626 +│ 指定：特定領域", table)
    assert not re.search(r"DC[HM]\d{3}", table)
    first = document(*RANKS, *DAY, "--prefecture", "鹿児島")["hospitals"][0]
    assert (first["designated"], first["kind"]) == (True, "specific")
    english = kinten("--lang", "en", *RANKS, *DAY, "--prefecture", "鹿児島").out
    assert "designated: specific" in english


def test_a_designated_hospital_without_a_published_cell_is_masked_and_unranked(document):
    """Nothing, or up to nine: the survey does not say, and neither do we."""
    call = ("volumes", "ranks", "--cancer", "020040", "--prefecture", "17")
    told = document(*call, *DAY)["hospitals"]

    assert told
    assert all(each["rank"] is None and each["below"] == 10 for each in told)
    assert all(each["designated"] for each in told)


def test_a_hospital_is_not_marked_for_certain_on_a_day_before_its_first_paper(kinten, document):
    """The kind of 相良 is stated in 2020: of 2019 the papers do not tell."""
    call = (*RANKS, "--as-of", "2019-04-01", "--prefecture", "鹿児島")

    assert document(*call)["hospitals"][0]["designated"] is None
    assert "指定か不明" in kinten(*call).out


# ------------------------------------------------------------------------------- concentration


def test_concentration_keeps_to_the_cancer_and_the_prefecture(document):
    (lung,) = document("volumes", "concentration", "--cancer", "肺")["diseases"]
    (there,) = document("volumes", "concentration", "--cancer", "肺", "--prefecture", "石川")[
        "diseases"
    ]

    assert (lung["disease"], lung["hospitals"]) == ("040040", 1315)
    assert (there["hospitals"], there["discharges"]) == (17, 3544)


@pytest.mark.parametrize("option", [DAY, ("--network", "own"), ("--kinds-since", "2023-04-01")])
def test_concentration_refuses_what_would_change_nothing(option, kinten):
    ran = kinten("volumes", "concentration", *option)

    assert ran.code == 2
    assert option[0] in ran.err


@pytest.fixture
def drawn(kinten, tmp_path):
    def draw(name, *call, lang="ja"):
        path = tmp_path / name
        ran = kinten("--lang", lang, "volumes", "concentration", *call, "-o", path)
        assert ran.code == 0, ran.err
        return path.read_text(encoding="utf-8")

    return draw


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_has_a_curve_and_a_row_for_every_cancer(drawn, lang):
    page = drawn("集中.html", lang=lang)
    panels = set(re.findall(r'<figure id="c-(\w+)">', page))

    assert len(panels) == 41
    assert panels == set(re.findall(r'<tr id="r-(\w+)">', page))
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(re.findall(r'id="([\w-]+)"', page))
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_every_curve_has_a_name_a_description_and_ends_at_all(drawn):
    page = drawn("集中.html")
    pictures = re.findall(r"<svg.*?</svg>", page)

    assert len(pictures) == 41
    for picture in pictures:
        tree = fromstring(picture)
        names = tree.get("aria-labelledby").split()
        assert tree.get("role") == "img"
        assert names == [each.get("id") for each in list(tree)[:2]]
        assert all(each.text for each in list(tree)[:2])
        curve = next(each for each in tree if each.get("class") == "c").get("d")
        assert float(re.split(r"[ML ]|h0.1", curve.removesuffix("h0.1"))[-1]) == 72.0  # 100 %


def test_the_page_and_the_picture_can_be_of_one_cancer_in_one_prefecture(drawn):
    page = drawn("肺.html", "--cancer", "肺", "--prefecture", "石川")
    picture = drawn("肺.svg", "--cancer", "肺", "--prefecture", "石川")

    assert page.count("<figure ") == 1
    assert "石川県" in page
    tree = fromstring(picture)
    assert "17病院" in "".join(tree.itertext())


def test_where_nothing_is_published_no_empty_page_is_written(kinten, tmp_path):
    path = tmp_path / "無.html"
    ran = kinten(
        *("volumes", "concentration", "--cancer", "020040", "--prefecture", "沖縄", "-o", path)
    )

    assert ran.code == 2
    assert not path.exists()


def test_a_picture_is_of_concentration_only(kinten, tmp_path):
    ran = kinten("volumes", *DAY, "-o", tmp_path / "a.svg")

    assert ran.code == 2
    assert ".html" in ran.err


# ------------------------------------------------------------------------------------- the map


def test_an_area_whose_range_crosses_classes_is_not_known_on_the_map(kinten, own, tmp_path):
    path = tmp_path / "map.html"
    assert kinten("map", "volumes", *DAY, "--network", own, "-o", path).code == 0
    page = path.read_text(encoding="utf-8")
    (link,) = re.findall(r'<a href="#a1902".*?</a>', page)

    assert 'class="c-open"' in link
    assert "0.0%〜100.0%" in link
    assert "わからない" in page


def test_the_map_shows_the_centre_of_yamanashi_as_dark(kinten, tmp_path):
    path = tmp_path / "map.html"
    assert kinten("map", "volumes", *DAY, "-o", path).code == 0
    (link,) = re.findall(r'<a href="#a1901".*?</a>', path.read_text(encoding="utf-8"))

    assert 'class="c-s80"' in link


def test_a_file_json_holds_the_document_of_concentration(kinten, tmp_path):
    path = tmp_path / "集中.json"
    assert kinten("volumes", "concentration", "--cancer", "肺", "-o", path).code == 0

    assert json.loads(path.read_text(encoding="utf-8"))["what"] == "concentration"


def test_a_disease_that_there_is_not_is_said_not_to_be(kinten):
    """「0 あります」 says the contrary of what it means; near names help more than the whole list."""
    ran = kinten("volumes", "--cancer", "小児", "--as-of", "2026-04-01")
    english = kinten("volumes", "--cancer", "childhood", "--as-of", "2026-04-01", "--lang", "en")

    assert (ran.code, english.code) == (2, 2)
    assert ran.err.startswith("kinten: --cancer: 「小児」に該当する疾患はありません。 近いもの：")
    assert "小腸" in ran.err
    assert "乳房" not in ran.err
    assert "No disease matches “childhood”. The diseases: " in english.err


def test_a_kind_stated_more_than_four_years_ago_is_marked_with_its_day(kinten, atlas):
    snapshot = atlas.on(date(2026, 4, 1))
    old = [each for each in snapshot.standings if each.is_old and each.kind is not None]
    standing = next(each for each in old if each.last is not None and each.last.is_advanced)
    fresh = next(each for each in snapshot.standings if not each.is_old and each.kind is not None)

    assert tell_designation(standing, "ja") == "指定：地域（高度型）（4年より前）"
    assert "4年より前" not in tell_designation(fresh, "ja")
    ran = kinten(*RANKS, "--prefecture", "鹿児島", *DAY)
    (row,) = (line for line in ran.out.splitlines() if "鹿児島大学病院" in line)
    assert "指定：都道府県（4年より前）" in row
    assert "2021-09-01" in row
    document = kinten(*RANKS, "--prefecture", "鹿児島", *DAY, "--json").document
    Draft202012Validator(load_schema("volumes")).validate(document)
    assert {each["is_old"] for each in document["hospitals"]} == {True, False}


def test_the_shares_say_of_which_day_the_designations_are(kinten):
    ran = kinten("volumes", "--prefecture", "山梨", "--as-of", "2026-04-01")

    assert "「指定」は2026-04-01の状態です。" in ran.out


def test_an_area_without_a_listed_hospital_is_no_certain_nought(kinten):
    """No hospital of 北空知 is held, and no list of all hospitals of September 2023."""
    told = kinten("volumes", "--prefecture", "北海道", "--as-of", "2023-09-01", "--json").document
    area = next(each for each in told["areas"] if each["name"] == "北空知")

    assert (area["share"], area["whole"]) == ({"at_least": 0.0, "at_most": 1.0}, False)
