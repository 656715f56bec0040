"""A day before April 2024 is told in the areas of its time, and every output says so."""

import csv

import pytest

DAY = ("--as-of", "2022-04-01")
NAMES = [
    "大館・鹿角",
    "北秋田",
    "能代・山本",
    "秋田周辺",
    "由利本荘・にかほ",
    "大仙・仙北",
    "横手",
    "湯沢・雄勝",
]


@pytest.fixture
def rows_of(kinten, tmp_path):
    def write(*call):
        path = tmp_path / "t.csv"
        assert kinten(*call, "-o", path).code == 0
        return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))

    return write


@pytest.mark.parametrize("call", [("network", "--list", "areas"), ("coverage",)])
def test_akita_has_its_eight_areas_in_2022(rows_of, call):
    rows = rows_of(*call, *DAY)

    assert len(rows) == 335
    assert [row["医療圏"] for row in rows if row["符号"][:2] == "05"] == NAMES


def test_every_hospital_of_akita_stands_in_an_area_of_its_time(rows_of):
    rows = rows_of("network", "--prefecture", "秋田", *DAY)
    places = {row["病院"].split()[-1]: row["医療圏"] for row in rows}

    assert len(rows) == 10
    assert places["平鹿総合病院"] == "横手"
    assert places["由利組合総合病院"] == "由利本荘・にかほ"
    assert set(places.values()) == set(NAMES)


@pytest.mark.parametrize("area", ["能代・山本", "0503", "秋田県 能代・山本"])
def test_an_area_of_the_time_is_found(kinten, area):
    ran = kinten("coverage", "--area", area, *DAY)

    assert ran.code == 0
    assert ran.out.startswith("0503 秋田県 能代・山本")
    assert "大館市立総合病院（大館・鹿角、" in ran.out
    assert "秋田周辺 12.4%" in ran.out


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ja", "大館・鹿角＋北秋田＋能代・山本→県北"),
        ("en", "Those of 2024 differ in Akita: 大館・鹿角 + 北秋田 + 能代・山本 → 県北"),
    ],
)
def test_every_output_says_which_areas_they_are(kinten, tmp_path, lang, told):
    calls = [
        ("network", "--list", "areas", "--prefecture", "秋田"),
        ("network", "--prefecture", "秋田"),
        ("coverage", "--prefecture", "秋田"),
        ("coverage", "--area", "0503"),
    ]
    for call in calls:
        assert told in kinten(*call, *DAY, "--lang", lang).out
    for name, call in enumerate([*calls, ("map", "coverage")]):
        path = tmp_path / f"{name}.html"
        assert kinten(*call, *DAY, "--lang", lang, "-o", path).code == 0
        assert told in path.read_text(encoding="utf-8")
    for call in calls:
        document = kinten(*call, *DAY, "--json").document
        assert document["frame"] == "2020"
        assert any(told in note[lang] for note in document["notes"])


def test_where_nothing_changed_the_note_says_that(kinten):
    assert (
        "ここにある医療圏は2024年からのものと同じ"
        in kinten("network", "--prefecture", "石川", *DAY).out
    )
    assert "335" not in kinten("network", "--prefecture", "石川", "--as-of", "2024-04-01").out


def test_the_map_of_an_earlier_day_says_what_it_is_drawn_in(kinten, tmp_path):
    path = tmp_path / "m.svg"
    assert kinten("map", "coverage", *DAY, "-o", path).code == 0

    assert "この日の医療圏は335（違いは表の注）" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("area", "day", "told"),
    [
        ("能代・山本", "2026-04-01", ("2018-04-01から2024-03-31まで", "0501 県北")),
        ("0504", "2026-04-01", ("秋田周辺", "0502 県央")),
        (
            "秋田県 県北",
            "2022-04-01",
            ("2024-04-01から", "0501 大館・鹿角、0502 北秋田、0503 能代・山本"),
        ),
    ],
)
def test_an_area_of_another_time_is_explained(kinten, area, day, told):
    for verb in ("network", "coverage"):
        ran = kinten(verb, "--area", area, "--as-of", day)

        assert (ran.code, ran.out) == (2, "")
        assert all(each in ran.err for each in told)


def test_the_check_of_an_earlier_day_is_in_its_areas(kinten):
    """Placement is checked by the areas that were in force."""
    ran = kinten("network", "check", "--prefecture", "秋田", *DAY, "--json")

    assert ran.code == 0
    assert not {each["area"] for each in ran.document["findings"]} & {"県北", "県央", "県南"}


def test_an_own_hospital_without_a_municipality_has_no_area_where_several_were(kinten, tmp_path):
    """県北 of 2024 was three areas: which of them is not known, and it is not guessed."""
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,municipality,area\nA,甲,05,,0501\nB,乙,05,05203,\n",
        encoding="utf-8",
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,begins\nA,regional,2020-04-01\nB,regional,2020-04-01\n", encoding="utf-8"
    )
    document = kinten("network", "--network", tmp_path, *DAY, "--json").document

    assert [(each["hospital_id"], each["area_name"]) for each in document["hospitals"]] == [
        ("A", None),
        ("B", "横手"),
    ]
