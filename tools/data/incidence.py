"""Derive the packaged counts of new cancers from the folder of shared data.

    python tools/data/incidence.py SHARED_DATA_DIR

Writes cancer_incidence.parquet, cancer_incidence_detail.parquet and cancer_incidence_people.parquet with
their entries in sources.yaml.
"""

import sys
from pathlib import Path

import polars as pl
from packing import Derivation, Packed, as_parquet, put, read_rows

_SEXES = {"総数": 0, "男": 1, "女": 2}
_AGES = {
    **{f"{low}-{low + 4}歳": low for low in range(0, 100, 5)},
    "100歳以上": 100,
    "不詳": None,
}


def cancer_incidence(shared: Path) -> Packed:
    """Counts by site, sex, year and five-year age; the bands printed again (85+, 95+) are left out."""
    source = shared / "cancer_incidence" / "ncr_number.csv"
    types = {
        "site": pl.Int16, "label": pl.String, "icd10": pl.String, "sex": pl.Int8, "year": pl.Int16,
        "age_low": pl.Int16, "cases": pl.Int32,
    }  # fmt: skip
    rows = [
        (
            int(one["コード"]),
            one["部位"],
            one["ICD-10"],
            _SEXES[one["性別"]],
            int(one["診断年"]),
            low,
            int(one[band]),
        )
        for one in read_rows(source)
        for band, low in _AGES.items()
    ]
    return _packed("cancer_incidence.parquet", types, rows, source)


def cancer_incidence_detail(shared: Path) -> Packed:
    """Counts of all ages by ICD-10 category, sex and year."""
    source = shared / "cancer_incidence" / "ncr_detail.csv"
    types = {
        "icd10": pl.String, "label": pl.String, "sex": pl.Int8, "year": pl.Int16, "cases": pl.Int32,
    }  # fmt: skip
    rows = [
        (
            one["ICD-10"],
            one["部位"],
            _SEXES[one["性別"]],
            int(float(one["診断年"])),
            int(float(one["罹患数"])),
        )
        for one in read_rows(source)
        if one["罹患数"] not in {"", "-"}
    ]
    return _packed("cancer_incidence_detail.parquet", types, rows, source)


def cancer_incidence_people(shared: Path) -> Packed:
    """People by sex, year and five-year age; without an age all ages, which are rounded apart from them."""
    source = shared / "cancer_incidence" / "ncr_pop.csv"
    types = {"sex": pl.Int8, "year": pl.Int16, "age_low": pl.Int16, "people": pl.Int64}
    bands = {"全年齢": None} | {band: low for band, low in _AGES.items() if low is not None}
    rows = [
        (_SEXES[one["性別"]], int(float(one["暦年"])), low, int(float(one[band])))
        for one in read_rows(source)
        for band, low in bands.items()
    ]
    return _packed("cancer_incidence_people.parquet", types, rows, source)


def _packed(
    name: str, types: dict[str, type[pl.DataType]], rows: list[tuple[object, ...]], source: Path
) -> Packed:
    columns = dict(zip(types, zip(*rows, strict=True), strict=True))
    return Packed(name, as_parquet(columns, types), len(rows), (source,))


DERIVATIONS: tuple[Derivation, ...] = (
    cancer_incidence,
    cancer_incidence_detail,
    cancer_incidence_people,
)

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/data/incidence.py SHARED_DATA_DIR")
    put(derive(Path(sys.argv[1])) for derive in DERIVATIONS)
