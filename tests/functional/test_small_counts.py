"""A count of patients below ten shows as 「10未満」 in every output; the verdict is of the figure itself."""

import re

import openpyxl
import pytest

from kinten.desk.small_counts import mask_given
from kinten.vocabulary.given import between, dash, missing, number
from kinten.vocabulary.truth import Reason

HEAD = (
    "meeting,year_submitted,prefecture,area,hospital,type_mark,application,registry_cases,surgeries,"
    "drug_therapy_patients,radiotherapy_patients,palliative_referrals,resident_share_pct,consultations\n"
)
SECRET = (3, 4, 6, 7)
"""The small counts of the rows below: none of them may be read from an output."""
ROWS = HEAD + (
    "1,2022,石川県,甲,甲病院,,現況報告,600,500,1200,3,4,12,100\n"
    "1,2023,石川県,甲,甲病院,,現況報告,620,505,1250,7,約6,12,6\n"
    "1,2023,石川県,乙,乙病院,,現況報告,7,505,1250,190,60,30,900\n"
)
EDITION = ("-e", "R4.8", "--scope", "volume")
AWAY = [threshold - small for threshold in (200, 50) for small in SECRET]


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def numbers_in(text: str) -> set[str]:
    """Find every number, but for places (file:line:column) and the like."""
    plain = re.sub(r"rows\.csv(:\d+)*|\b\d+:\d+\b|20\d\d-\d\d-\d\d|[0-9a-f]{16,}", " ", text)
    plain = plain.replace("10未満", " ").replace("under 10", " ")
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", plain))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "verb",
    [
        ("judge", *EDITION),
        ("judge", *EDITION, "--next", "H30.7"),
        ("explain", "--hospital", "甲", *EDITION),
        ("compare", "--from", 2022, "--to", 2023, *EDITION),
    ],
)
def test_no_small_count_nor_its_distance_is_printed(kinten, rows, verb, lang):
    ran = kinten(verb[0], rows, *verb[1:], "--lang", lang)

    assert {"ja": "10未満", "en": "under 10"}[lang] in ran.out
    # A distance to the threshold, or a part of it, would give the count away.
    hidden = {str(each) for each in AWAY} | {"1.5%", "3.5%", "8.0%"}
    assert not hidden & numbers_in(ran.out)
    assert not re.search(r"(値|value) [3467]\b", ran.out)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_check_names_the_cell_and_not_the_count(kinten, rows, lang):
    ran = kinten("check", rows, "--lang", lang)

    small = {"ja": "10未満", "en": "under 10"}[lang]
    assert ran.out.count(small) >= 3  # the jump, and twice the registry cases
    assert "rows.csv:3:12" in ran.out
    assert not re.search("[約「“][67]", ran.out)
    assert f"{1250 / 7:.1f}" not in ran.out
    assert "rows.csv:3:14" in ran.out


def test_the_document_holds_ranges(kinten, rows):
    document = kinten("judge", rows, *EDITION, "--json").document

    first = document["hospitals"][0]
    clauses = {each["id"]: each for each in first["clauses"]}
    radiotherapy = clauses["R4.8/volume/absolute/radiotherapy"]
    assert radiotherapy["facts"][0]["value"] == [0, 9]
    assert radiotherapy["shortfall"] == [191, 200]
    assert {each["fact"] for each in first["change"]}.isdisjoint(
        {"radiotherapy_patients", "palliative_team_referrals"}
    )
    assert document["call"]["exact"] is False


def test_exact_shows_the_figures_and_changes_no_verdict(kinten, rows):
    masked = kinten("judge", rows, *EDITION, "--json").document
    exact = kinten("judge", rows, *EDITION, "--exact", "--json").document

    assert exact["hospitals"][0]["clauses"][5]["facts"][0]["value"] == 3
    assert exact["hospitals"][0]["clauses"][5]["shortfall"] == 197
    assert masked["summary"] == exact["summary"]
    for one, other in zip(masked["hospitals"], exact["hospitals"], strict=True):
        assert one["reasons"] == other["reasons"]
        assert one["settle"] == other["settle"]
        verdicts = [[each["verdict"] for each in side["clauses"]] for side in (one, other)]
        assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize("more", [(), ("--exact",)])
def test_a_result_is_replayed_as_it_was_asked(kinten, rows, tmp_path, more):
    result = tmp_path / "result.json"
    kinten("judge", rows, *EDITION, *more, "-o", result)

    ran = kinten("replay", result, "--inputs", tmp_path)

    assert ran.code == 0, ran.out


def test_tables_and_pages_mask_too(kinten, rows, tmp_path):
    for name in ("out.csv", "out.xlsx", "out.html"):
        assert kinten("judge", rows, *EDITION, "-o", tmp_path / name).code == 0
    page = tmp_path / "one.html"
    kinten("explain", rows, "--hospital", "甲", *EDITION, "-o", page)

    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert ",600,500,1200,10未満,10未満,0.12," in "\n".join(lines)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "10未満" in cells
    assert not cells & set(SECRET)
    for each in (tmp_path / "out.html", page):
        text = re.sub(r"<style>.*?</style>", "", each.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert "10未満" in text
        assert not {str(away) for away in AWAY} & numbers_in(re.sub(r"<[^>]*>", " ", text))


def test_the_curve_has_no_step_at_a_small_count(kinten, tmp_path):
    path = tmp_path / "rows.csv"
    # 金沢大学附属病院 is in the network, so that its loss counts.
    path.write_text(
        HEAD + "1,2023,石川県,,金沢大学附属病院,★,現況報告,1867,478,19778,7,130,1,5481\n",
        encoding="utf-8",
    )
    curve = ("--curve", "volume/absolute/radiotherapy", "--reading", "roughly=strict")

    document = kinten("whatif", path, *EDITION, *curve, "--json").document

    steps = document["curve"]
    assert steps
    assert steps[0]["above"] == 9
    borders = {each[side] for each in steps for side in ("above", "up_to")} - {None}
    assert min(borders) == 9
    assert sum(each["is_current"] for each in steps) == 1


def test_last_years_small_count_is_masked_beside_the_cell(kinten, rows, tmp_path):
    form = tmp_path / "form.xlsx"
    last = ("--last", rows, "--hospital", "甲")

    ran = kinten("form", "-e", "R4.8", "--kind", "regional", *last, "-o", form)

    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(form)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "10未満" in cells
    assert {620, 505, 1250} <= cells


@pytest.mark.parametrize(
    ("fact", "value"),
    [("regional_hubs_in_area", 2), ("external_beam_units", 1), ("resident_share", 0.02)],
)
def test_hospitals_machines_and_shares_are_no_patients(fact, value):
    given = number(value, "a.csv:2:3")

    assert mask_given(fact, given) is given


def test_what_is_missing_or_a_dash_stays_what_it_is():
    for given in (dash("a.csv:2:3"), missing(Reason.NOT_REPORTED), between(0, 900)):
        assert mask_given("registry_cases", given) is given


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [((7, 8), (0, 9)), ((0, 4), (0, 9)), ((7, 12), (0, 12)), ((10, 12), (10, 12))],
)
def test_a_range_tells_no_bound_below_ten(bounds, shown):
    found = mask_given("registry_cases", between(*bounds, "a.csv:2:3"))

    assert (found.low, found.high) == shown


RANGED = HEAD + (
    "1,2023,石川県,甲,甲病院,,現況報告,600,500,1200,5未満,60,12,100\n"
    "1,2023,石川県,乙,乙病院,,現況報告,600,505,1250,190,60,12,900\n"
)


@pytest.mark.parametrize(
    ("lang", "small", "most"), [("ja", "10未満", "12以下"), ("en", "under 10", "at most 12")]
)
def test_a_range_that_begins_below_ten_is_told_by_its_end(kinten, tmp_path, lang, small, most):
    path, facts = tmp_path / "rows.csv", tmp_path / "facts.csv"
    path.write_text(RANGED.replace(",190,", ",,"), encoding="utf-8")
    facts.write_text(
        "hospital,year,fact,value\n乙病院,2023,radiotherapy_patients,7..12\n", encoding="utf-8"
    )
    more = (*EDITION, "--facts", facts, "--lang", lang)

    ran = kinten("judge", path, *more)
    document = kinten("judge", path, *more, "--json").document

    assert small in ran.out
    assert most in ran.out
    assert not re.search("5未満|under 5|<5|7〜12|7 to 12|188〜193", ran.out)
    found = [
        fact["value"]
        for each in document["hospitals"]
        for clause in each["clauses"]
        if clause["id"].endswith("absolute/radiotherapy")
        for fact in clause["facts"]
    ]
    assert found == [[0, 9], [0, 12]]
    ran = kinten("check", path, "--lang", lang)
    assert not re.search("5未満|under 5|<5|〜4|to 4", ran.out)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("7", "4"), ("約7", "5未満"), ("600", "4"), ("八", "=3+4"), ("約500", "-3"), ("7件", "⑤")],
)
def test_what_two_cells_say_of_one_count_is_veiled(kinten, tmp_path, first, second, lang):
    path = tmp_path / "rows.csv"
    row = "1,2023,石川県,甲,甲病院,,現況報告,{},500,1200,190,60,12,100\n"
    path.write_text(HEAD + row.format(first) + row.format(second), encoding="utf-8")
    small = {"7", "4", "約7", "5未満", "八", "=3+4", "-3", "7件", "⑤"}

    for verb, *more in (("check",), ("judge", *EDITION), ("judge", *EDITION, "--strict")):
        ran = kinten(verb, path, *more, "--lang", lang)
        quoted = set(re.findall('[「“"]([^」”"]*)[」”"]', ran.out + ran.err))
        parts = {part for each in quoted for part in each.split(" / ")}
        assert not parts & small
        assert ran.code == (2 if "--strict" in more else 0)
    assert re.search("rows.csv:[23]:8", ran.err)


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        *((each, "読取不能") for each in ("約7", "6%", "3→4", "=3+4", "七件", "八", "300-295")),
        *((each, "矛盾") for each in ("-5", "7.5")),
        *(("約500", "約500"), ("5未満", "10未満"), ("7", "10未満"), ("12", 12)),
    ],
)
def test_last_years_unreadable_count_gives_no_small_one_away(kinten, tmp_path, last, shown):
    path, form = tmp_path / "rows.csv", tmp_path / "form.xlsx"
    row = f"1,2023,石川県,甲,甲病院,,現況報告,640,505,1250,{last},60,12,100\n"
    path.write_text(HEAD + row, encoding="utf-8")

    ran = kinten(
        "form", "-e", "R4.8", "--kind", "regional", "--last", path, "--hospital", "甲", "-o", form
    )

    assert ran.code == 0, ran.err
    sheet = openpyxl.load_workbook(form)["診療実績"]
    (row,) = (row for row in sheet.iter_rows() if "放射線治療のべ患者数" in str(row[1].value))
    assert row[6].value == shown


def _write_small(path, one, other):
    """Write rows in which the small counts are of two kinds, whatever they are."""
    path.write_text(
        HEAD + f"1,2022,石川県,甲,甲病院,,現況報告,{other},500,26,30,{one},12,{one}\n"
        f"1,2023,石川県,甲,甲病院,,現況報告,{one},{one},28,{one},約{other},12,{other}\n"
        f"1,2023,石川県,乙,乙病院,,現況報告,{other},505,1250,{one},60,30,900\n"
        f"1,2023,石川県,乙,丙病院,,現況報告,{one},505,1250,{other},60,30,900\n"
        f"1,2023,石川県,乙,丁病院,,現況報告,700,505,1250,{one},60,30,900\n"
        f"1,2023,石川県,乙,丁病院,,現況報告,700,505,1250,{other},60,30,900\n"
        f"1,2023,石川県,乙,戊病院,,現況報告,{one},505,{one},{one},{one},30,{other}\n"
        f"1,2023,石川県,乙,己病院,,現況報告,400,7000,1250,210,-{other},30,{one}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    "rules",
    [(), *(("--set", f"{each}=1") for each in ("jump_least", "same_least", "spread", "jump"))],
)
@pytest.mark.parametrize("pair", [(0, 9), (9, 1), (4, 8)])
def test_outputs_of_two_inputs_that_differ_in_small_counts_alone_are_the_same(
    kinten, tmp_path, pair, rules
):
    one = _write_small(tmp_path / "rows.csv", 3, 7)
    (tmp_path / "other").mkdir()
    other = _write_small(tmp_path / "other" / "rows.csv", *pair)

    def outputs(path):
        verbs = [("check", *rules), ("check", *rules, "--json")]
        if not rules:
            verbs += [
                ("check", "--lang", "en"),
                ("judge", *EDITION),
                ("judge", *EDITION, "--json"),
                ("judge", *EDITION, "--next", "H30.7", "--lang", "en"),
                ("explain", "--hospital", "甲", *EDITION),
                ("explain", "--hospital", "己", *EDITION, "--lang", "en"),
                ("compare", "--from", 2022, "--to", 2023, *EDITION),
                ("compare", "--from", 2022, "--to", 2023, *EDITION, "--json"),
            ]
        ran = [kinten(verb, path, *more) for verb, *more in verbs]
        assert [each.code for each in ran] == [0] * len(ran), [each.err for each in ran]
        # The hash of the file is all that may differ.
        return [re.sub(r"[0-9a-f]{64}", "", each.out) for each in ran]

    assert outputs(one) == outputs(other)


@pytest.mark.parametrize(
    ("more", "printed"), [((), "10未満"), (("--exact",), "5未満")], ids=["masked", "exact"]
)
def test_a_range_below_ten_is_masked_in_a_paper_too(kinten, tmp_path, more, printed):
    path, paper = tmp_path / "rows.csv", tmp_path / "paper.xlsx"
    path.write_text(RANGED, encoding="utf-8")

    ran = kinten("paper", "volumes", path, "--prefecture", "石川", "-o", paper, *more)

    assert ran.code == 0, ran.err
    cells = {cell.value for row in openpyxl.load_workbook(paper).active.iter_rows() for cell in row}
    assert printed in cells
    assert ({"5未満", "10未満"} - {printed}).isdisjoint(cells)
