"""`kinten registry read` and `items`: whatever the records came in, they are the same records."""

from __future__ import annotations

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from kinten.desk.describing import load_schema

HEADER = "patient_id,sex,birth_date,diagnosis_date,topography,morphology,basis,residence,stage"
ROWS = [
    "P1,1,1950-01-31,2020-06-15,C18.7,8140/3,7,131016,IIA",
    "P2,2,19509999,2020/06/15,c509,8500/32,7,13101,0",
    "P3,x,1950-02-30,9999-99-99,C5,850,7,abc,???",
]


@pytest.fixture
def read(kinten, tmp_path):
    def run(path, *options):
        out = tmp_path / "records.parquet"
        done = kinten("registry", "read", path, "-o", out, "--json", *options)
        return done, (pl.read_parquet(out) if done.code == 0 else None)

    return run


@pytest.fixture
def neutral(tmp_path):
    path = tmp_path / "neutral.csv"
    path.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    return path


def test_cells_become_what_they_are(read, neutral):
    run, records = read(neutral)

    Draft202012Validator(load_schema("registry-read")).validate(run.document)
    assert records["birth_date"].to_list() == [19500131, 19509999, None]
    assert records["diagnosis_date"].to_list() == [20200615, 20200615, 99999999]
    assert records["topography"].to_list() == ["C187", "C509", None]
    assert records["site"].to_list() == [187, 509, None]
    assert records["morphology"].to_list() == [8140, 8500, None]
    assert records["behaviour"].to_list() == [3, 3, None]
    assert records["grade"].to_list() == [None, 2, None]
    assert records["residence"].to_list() == [13101, 13101, None]
    assert records["age_at_diagnosis"].to_list() == [70, 69, None]
    assert records["unread"].to_list()[:2] == [None, None]
    assert set(records["unread"][2].split("; ")) == {
        "sex=x", "birth_date=1950-02-30", "topography=C5", "morphology=850", "residence=abc", "stage=???",
    }  # fmt: skip


def test_rows_are_reconciled(read, neutral):
    neutral.write_text(neutral.read_text("utf-8") + ",,,,,,,,\n", encoding="utf-8")
    run, records = read(neutral)

    assert records.height == 3
    assert records["row"].to_list() == [1, 2, 3]
    assert [run.document[name] for name in ("lines", "read", "blank", "written")] == [4, 4, 1, 3]


def test_every_format_gives_the_same_records(read, neutral, tmp_path):
    _, expected = read(neutral)
    shift_jis = tmp_path / "sjis.csv"
    shift_jis.write_bytes(
        f"{HEADER},備考\n".encode("cp932") + "\n".join(f"{r},①" for r in ROWS).encode("cp932")
    )
    book = Workbook()
    for line in [HEADER, *ROWS]:
        book.active.append(line.split(","))
    book.save(tmp_path / "t.xlsx")
    pl.read_csv(neutral, infer_schema=False).write_parquet(tmp_path / "t.parquet")
    widths = [4, 2, 11, 11, 6, 8, 2, 7, 4]
    fixed = tmp_path / "t.txt"
    fixed.write_text(
        "".join(
            "".join(cell.ljust(width) for cell, width in zip(row.split(","), widths, strict=True))
            + "\n"
            for row in ROWS
        ),
        encoding="utf-8",
    )
    layout = tmp_path / "fixed.yaml"
    starts = [1 + sum(widths[:at]) for at in range(len(widths))]
    layout.write_text(
        "fixed:\n"
        + "".join(
            f"  - {{item: {name}, start: {start}, width: {width}}}\n"
            for name, start, width in zip(HEADER.split(","), starts, widths, strict=True)
        ),
        encoding="utf-8",
    )

    for path, options in [
        (shift_jis, ()),
        (tmp_path / "t.xlsx", ()),
        (tmp_path / "t.parquet", ()),
        (fixed, ("--layout", layout)),
    ]:
        run, records = read(path, *options)
        assert run.code == 0, run.err
        assert records.equals(expected), path


def test_columns_that_are_no_item_are_told(read, neutral):
    neutral.write_text(neutral.read_text("utf-8").replace("stage", "mystery"), encoding="utf-8")
    run, _ = read(neutral)

    assert run.document["columns_left"] == ["mystery"]


def test_the_hospital_layout_takes_titles_numbers_and_codes(read, tmp_path):
    path = tmp_path / "hospital.csv"
    path.write_bytes(
        "診療録番号,性別,150,380,300,320,診断根拠,症例区分,氏名,カナ氏名\n"
        "A,1,19500101,20240501,C341,81403,1,20,山田　太郎,ヤマダ　タロウ\n"
        "B,2,19500101,20240501,C509,85003,3,31,山田　花子,ﾔﾏﾀﾞ ﾊﾅｺ\n".encode("cp932")
    )
    run, records = read(path, "--layout", "hospital")

    assert records["basis"].to_list() == [7, 5]
    assert records["behaviour"].to_list() == [3, 3]
    assert records["case_class"].to_list() == [20, 31]
    assert records["unread"].to_list() == [None, "kana_name="]
    assert "山田" not in str(records.to_dicts())
    assert run.document["layout"] == "hospital"


def test_records_are_records_again(read, neutral, tmp_path):
    _, first = read(neutral)
    kept = tmp_path / "kept.parquet"
    (tmp_path / "records.parquet").rename(kept)
    run, again = read(kept)

    assert again.equals(first)
    assert run.document["layout"] == "neutral"
    assert "stage" in run.document["items"]
    assert "surgery" not in run.document["items"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("topography", "morphology"), ("birth_date", "diagnosis_date"), ("sex", "residence")],
)
def test_exchanged_columns_are_named(read, tmp_path, one, other):
    names = HEADER.split(",")
    swapped = [{one: other, other: one}.get(name, name) for name in names]
    path = tmp_path / "swapped.csv"
    path.write_text("\n".join([",".join(swapped), *[ROWS[0]] * 4, ""]), encoding="utf-8")
    run, _ = read(path)

    assert run.code == 2
    assert f"{path}:1:" in run.err
    assert one in run.err
    assert other in run.err
    assert not (tmp_path / "records.parquet").exists()


BAD_LAYOUTS = [
    ("a: [", ":1"),
    ("columns:\n  x: nothing\n", ":x"),
    ("columns:\n  x: sex\n  y: sex\n", ":y"),
    ("fixed:\n  - {item: sex, start: 0, width: 1}\n", ":sex"),
    ("columns: {x: sex}\nbasis: own\n", ":basis"),
    ("columns: {x: sex}\nvalues: {sex: []}\n", ":values.sex"),
    ("other: 1\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), BAD_LAYOUTS)
def test_a_layout_that_cannot_be_read(read, neutral, tmp_path, text, place):
    layout = tmp_path / "own.yaml"
    layout.write_text(text, encoding="utf-8")
    run, _ = read(neutral, "--layout", layout)

    assert run.code == 2
    assert f"{layout}{place}" in run.err


def test_a_layout_that_is_none_or_does_not_fit(read, neutral, tmp_path):
    assert read(neutral, "--layout", "no.yaml")[0].code == 2
    other = tmp_path / "other.csv"
    other.write_text("x,y\n1,2\n", encoding="utf-8")
    assert read(other)[0].code == 2


def test_items_carry_their_evidence(kinten):
    run = kinten("registry", "items", "--json")
    items = {one["item"]: one for one in run.document["items"]}

    Draft202012Validator(load_schema("registry-items")).validate(run.document)
    assert {one["national"] for one in items.values() if one["national"]} == {
        str(number) for number in range(1, 27)
    }
    assert [code["code"] for code in items["case_class"]["codes"] if code["is_confirmed"]] == [
        30,
        31,
    ]
    assert items["name"]["is_kept"] is False
    assert "10? 20? 21? 30 31 40? 80?" in kinten("registry", "items").out
