"""`kinten registry rates`: its documents, tables, and what it says to tables that do not fit."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.desk.describing import load_schema
from kinten.desk.standards import load_standard, standard_names

AGES = [*(f"{low}-{low + 4}" for low in range(0, 85, 5)), "85+"]
STANDARD = ("--standard", "japan_1985_model")


def lines(rows, header):
    return "\n".join([",".join(header), *(",".join(map(str, row)) for row in rows)]) + "\n"


@pytest.fixture
def tables(tmp_path):
    """Write both tables; each takes rows, and the columns without a group."""

    def write(cases, population, *, grouped=(True, False)):
        paths = []
        for name, rows, has_group in zip(
            ("cases", "person_years"), (cases, population), grouped, strict=True
        ):
            path = tmp_path / f"{name}.csv"
            header = (*(("group",) if has_group else ()), "sex", "age_group", name)
            path.write_text(lines(rows, header), encoding="utf-8")
            paths.append(path)
        return ("--cases", paths[0], "--population", paths[1])

    return write


def people(sexes=("1", "2"), ages=AGES, each=10_000):
    return [(sex, age, each) for sex in sexes for age in ages]


def reckoned(run):
    assert run.code == 0, run.err
    Draft202012Validator(load_schema("registry-rates")).validate(run.document)
    return {each["group"]: each for each in run.document["rates"]}


def test_a_document_has_every_figure_by_hand(kinten, tables):
    """Twelve cases at 40 to 44 in each sex of two: 24 of 20,000 people there, 360,000 in all."""
    cases = [("胃", sex, "40-44", 12) for sex in "12"]
    found = reckoned(kinten("registry", "rates", *tables(cases, people()), *STANDARD, "--json"))[
        "胃"
    ]
    weight = 9_400_000 / 120_287_000

    assert found["sexes"] == ["1", "2"]
    assert found["cases"] == 24
    assert found["person_years"] == 360_000
    assert found["crude"] == pytest.approx(24 / 360_000 * 1e5)
    assert found["asr"] == pytest.approx(weight * 24 / 20_000 * 1e5)
    assert found["cumulative_rate"] == pytest.approx(5 * 24 / 20_000 * 1e5)
    assert found["cumulative_risk"] < found["cumulative_rate"]
    half = 1.959964 * weight * 24**0.5 / 20_000 * 1e5
    assert found["intervals"]["normal"] == pytest.approx([found["asr"] - half, found["asr"] + half])
    assert found["ages"][8]["age_group"] == "40-44"
    assert found["ages"][8]["rate"] == pytest.approx(120)


def test_the_population_of_a_group_is_that_of_its_sexes(kinten, tables):
    """A cancer of one sex is told for that sex."""
    cases = [("子宮", "2", "50-54", 30), ("肺", "1", "70-74", 30), ("肺", "2", "70-74", 20)]
    found = reckoned(kinten("registry", "rates", *tables(cases, people()), *STANDARD, "--json"))

    assert found["子宮"]["person_years"] == 180_000
    assert found["肺"]["person_years"] == 360_000


def test_a_population_by_group_is_used_by_group(kinten, tables):
    cases = [("A", "1", "50-54", 30), ("B", "1", "50-54", 30)]
    population = [
        (group, *row) for group in "AB" for row in people(["1"], each=1e4 if group == "A" else 3e4)
    ]
    found = reckoned(
        kinten("registry", "rates", *tables(cases, population, grouped=(True, True)), *STANDARD, "--json")
    )  # fmt: skip

    assert found["A"]["asr"] == pytest.approx(3 * found["B"]["asr"])


def test_finer_ages_and_a_later_open_group_are_collapsed(kinten, tables):
    years = [*map(str, range(100)), "100+"]
    cases = [("1", age, 2) for age in years]
    fine = reckoned(
        kinten("registry", "rates", *tables(cases, people(["1"], years, 100), grouped=(False, False)),
               *STANDARD, "--json")
    )["all"]  # fmt: skip

    assert [each["age_group"] for each in fine["ages"]] == AGES
    assert fine["ages"][-1]["cases"] == 32
    assert fine["asr"] == pytest.approx(2 / 100 * 1e5)


def test_no_cases_are_a_rate_of_zero_with_an_upper_limit(kinten, tables):
    cases = [("none", "1", age, 0) for age in AGES]
    found = reckoned(kinten("registry", "rates", *tables(cases, people()), *STANDARD, "--json"))[
        "none"
    ]

    assert found["asr"] == found["crude"] == 0
    assert found["intervals"]["gamma"][0] == 0
    assert found["intervals"]["gamma"][1] >= found["intervals"]["tiwari"][1] > 0


def test_cases_of_unknown_age_are_in_the_crude_rate_alone(kinten, tables):
    cases = [("1", "50-54", 90), ("1", "不詳", 10)]
    found = reckoned(
        kinten("registry", "rates", *tables(cases, people(), grouped=(False, False)), *STANDARD, "--json")
    )["all"]  # fmt: skip

    assert found["cases"] == 100
    assert found["cases_age_unknown"] == 10
    assert found["crude"] == pytest.approx(100 / 180_000 * 1e5)
    assert sum(each["cases"] for each in found["ages"]) == 90


def test_a_table_shows_no_rate_of_a_small_count(kinten, tables, tmp_path):
    """Neither the count nor what it follows from; exactly only where it is asked for."""
    cases = [("小", "1", "50-54", 7), ("大", "1", "50-54", 70)]
    given = tables(cases, people())
    path = tmp_path / "rates.xlsx"
    kinten("registry", "rates", *given, *STANDARD, "-o", path)
    rows = [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]
    small, large = (next(row for row in rows if row[0] == name) for name in ("小", "大"))

    assert small[2] == "10未満"
    assert small[4:10] == [None] * 6
    assert small[10] == large[10] == "japan_1985_model"
    assert large[2] == 70
    assert None not in large
    exact = kinten("registry", "rates", *given, *STANDARD, "--exact")
    assert "公表しないでください" in exact.err
    assert " 7 " in exact.out


def test_a_ratio_to_a_small_count_is_not_shown(kinten, tables):
    """Beside the rate of the other group it would give the count away."""
    given = tables([("小", "1", "50-54", 7), ("大", "1", "50-54", 70)], people())
    asked = ("registry", "rates", *given, *STANDARD, "--compare", "大", "小")

    assert "比 大÷小: 件数が10未満のグループなので示しません" in kinten(*asked).out
    assert "比 大÷小: 10.000" in kinten(*asked, "--exact").out


def test_a_trend_over_a_small_count_is_not_shown(kinten, tables):
    """With the rates of the other years it would give the count away."""
    counts = {2016: 100, 2017: 90, 2018: 7, 2019: 80}
    given = tables([(year, "1", "60-64", count) for year, count in counts.items()], people())
    asked = ("registry", "rates", *given, *STANDARD, "--trend")

    hidden = kinten(*asked)
    assert "年変化率（APC）: 件数が10未満の年があるので示しません" in hidden.out
    assert "%）" not in hidden.out.split("APC")[1]
    assert "p = " in kinten(*asked, "--exact").out.split("APC")[1]


def test_people_who_are_in_no_rate_are_told(kinten, tables, tmp_path):
    """A sex or a group without a row of cases; a row of none counts them."""
    population = [(group, *row) for group in "AB" for row in people()]
    some = [("A", "1", "50-54", 30)]
    short = tables(some, population, grouped=(True, True))
    shown = kinten("registry", "rates", *short, *STANDARD)
    written = kinten("registry", "rates", *short, *STANDARD, "-o", tmp_path / "rates.csv")
    part = [*some, ("A", "2", "50-54", 20), ("B", "2", "50-54", 20)]
    mixed = kinten("registry", "rates", *tables(part, population, grouped=(True, True)), *STANDARD)
    whole = [*some, ("A", "2", "50-54", 0), *(("B", sex, "50-54", 20) for sex in "12")]
    full = kinten("registry", "rates", *tables(whole, population, grouped=(True, True)), *STANDARD)

    assert "人口に入れなかったもの: B、2（" in shown.out
    assert "人口に入れなかったもの: B、2（" in written.err
    assert "人口に入れなかったもの: B 1（" in mixed.out
    assert "入れなかった" not in full.out


def test_a_document_with_small_counts_says_that_it_is_not_for_release(kinten, tables):
    run = kinten(
        "registry", "rates", *tables([("小", "1", "50-54", 7)], people()), *STANDARD, "--json"
    )

    assert "公表しないでください" in run.err
    assert "小" in run.err


def test_a_comparison_and_a_trend(kinten, tables):
    cases = [(year, "1", "60-64", 100 + 10 * at) for at, year in enumerate(range(2016, 2024))]
    run = kinten("registry", "rates", *tables(cases, people()), *STANDARD,
                 "--compare", 2023, 2016, "--trend", "--json")  # fmt: skip
    reckoned(run)

    assert run.document["comparison"]["ratio"] == pytest.approx(1.7)
    assert run.document["comparison"]["p_value"] < 0.001
    assert run.document["trend"]["annual_percent_change"] == pytest.approx(7.7, abs=0.5)
    told = kinten("registry", "rates", *tables(cases, people()), *STANDARD,
                  "--compare", 2023, 2016, "--trend", "--lang", "en").out  # fmt: skip
    assert "ratio of ASRs 2023/2016: 1.700" in told
    assert "annual percent change: +" in told


def test_a_standard_of_ones_own(kinten, tables, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("standard,age_low,age_high,weight\nmine,0,49,1\nmine,50,,3\n", encoding="utf-8")
    found = reckoned(
        kinten("registry", "rates", *tables([("A", "1", "60-64", 80)], people()),
               "--standards", own, "--standard", "mine", "--json")
    )["A"]  # fmt: skip

    assert [each["age_group"] for each in found["ages"]] == ["0-49", "50+"]
    assert found["asr"] == pytest.approx(0.75 * 80 / 80_000 * 1e5)


def test_every_packaged_standard_is_whole():
    for name in standard_names():
        assert sum(load_standard(name).weights.values()) > 0


BAD = [
    ("unknown age", [("A", "1", "old", 3)], people(), ("cases.csv:2:age_group", "「old」")),
    ("no number", [("A", "1", "50-54", "x")], people(), ("cases.csv:2:cases", "「x」")),
    ("negative", [("A", "1", "50-54", -1)], people(), ("cases.csv:2:cases", "「-1」")),
    ("twice", [("A", "1", "50-54", 1)] * 2, people(), ("cases.csv:3:age_group", "二度")),
    (
        "overlap",
        [("A", "1", "50-54", 1), ("A", "1", "50-59", 1)],
        people(),
        ("cases.csv:group=A,sex=1", "50-54 と 50-59"),
    ),
    ("sex", [("A", "3", "50-54", 1)], people(), ("person_years.csv", "性別「3」")),
    (
        "gap",
        [("A", "1", "50-54", 1)],
        [row for row in people() if row[1] != "60-64"],
        ("person_years.csv", "60-64"),
    ),
    (
        "no open end",
        [("A", "1", "50-54", 1)],
        [row for row in people() if row[1] != "85+"],
        ("person_years.csv", "85+"),
    ),
    (
        "nobody there",
        [("A", "1", "50-54", 1)],
        [(sex, age, 0 if age == "50-54" else 1) for sex, age, _ in people()],
        ("person_years.csv", "50-54"),
    ),
    (
        "nobody of a sex",
        [("A", "1", "50-54", 1), ("A", "2", "50-54", 1)],
        [(sex, age, 0 if sex == "2" else 9) for sex, age, _ in people()],
        ("person_years.csv:group=A,sex=2", "50-54"),
    ),
    (
        "unknown ages of nobody",
        [("A", "1", "50-54", 1), ("A", "2", "不詳", 1)],
        [(sex, age, 0 if sex == "2" else 9) for sex, age, _ in people()],
        ("person_years.csv:group=A,sex=2", "不詳"),
    ),
    ("half a case", [("A", "1", "50-54", 2.5)], people(), ("cases.csv:2:cases", "2.5")),
    (
        "more than people",
        [("A", "1", "50-54", 10_001)],
        people(),
        ("cases.csv:group=A,sex=1", "50-54", "10001"),
    ),
    ("far more", [("A", "1", "50-54", "1e30")], people(), ("cases.csv:group=A,sex=1", "1e+30")),
    ("nobody", [("A", "1", "50-54", 0)], people(each=0), ("person_years.csv", "すべて0")),
    ("empty", [], people(), ("cases.csv", "行がありません")),
]


@pytest.mark.parametrize(
    ("cases", "population", "told"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_tables_that_do_not_fit_are_refused_with_the_place(kinten, tables, cases, population, told):
    run = kinten("registry", "rates", *tables(cases, population), *STANDARD, "--json")

    assert run.code == 2
    assert run.out == ""
    for each in told:
        assert each in run.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--standard", "japan"), "japan_2015_model"),
        ((*STANDARD, "--compare", "A", "Z"), "「Z」"),
        ((*STANDARD, "--trend"), "西暦"),
        ((*STANDARD, "--level", "95"), "--level"),
    ],
)
def test_options_that_cannot_be_used(kinten, tables, more, told):
    run = kinten("registry", "rates", *tables([("A", "1", "50-54", 30)], people()), *more)

    assert run.code == 2
    assert told in run.err


def test_swapped_columns_are_seen(kinten, tables):
    """A table of cases as the population lacks the column that is asked for."""
    _, cases, _, population = tables([("A", "1", "50-54", 30)], people())
    run = kinten("registry", "rates", "--cases", population, "--population", cases, *STANDARD)

    assert run.code == 2
    assert "列がありません: cases" in run.err


def test_no_input_is_overwritten(kinten, tables):
    given = tables([("A", "1", "50-54", 30)], people())
    run = kinten("registry", "rates", *given, *STANDARD, "-o", given[1])

    assert run.code == 2
    assert "入力と同じファイル" in run.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("standard,age_low,age_high,weight\nm,5,,1\n", "0-4"),
        ("standard,age_low,age_high,weight\nm,0,49,1\nm,40,,1\n", "重なって"),
        ("standard,age_low,age_high,weight\nm,0,,x\n", ":2"),
        ("standard,age_low,weight\nm,0,1\n", "age_high"),
    ],
)
def test_a_standard_of_ones_own_that_does_not_fit(kinten, tables, tmp_path, text, told):
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    run = kinten("registry", "rates", *tables([("A", "1", "50-54", 30)], people()),
                 "--standards", own, "--standard", "m")  # fmt: skip

    assert run.code == 2
    assert told in run.err
    assert "own.csv" in run.err
