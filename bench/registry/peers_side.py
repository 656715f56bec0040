"""The same twenty edits and table in plain pandas, and the edits as a schema of pandera."""

from collections.abc import Callable

import pandas as pd
from cases import records_path
from measuring import memory_of, seconds_of

Numbers = dict[str, float]
_LAST = 20260401
_NO_MICROSCOPE = [
    8000, *range(8150, 8155), 8170, *range(8270, 8282), 8800, 8960, 9050, 9100, 9140, 9350, 9380, 9384,
    9500, 9510, *range(9530, 9540), 9590, 9732, 9761, 9800,
]  # fmt: skip
_TREATED = (
    "surgery", "scopic", "endoscopic", "radiotherapy", "chemotherapy", "hormone_therapy", "other_therapy",
)  # fmt: skip
_PAIRED = [7, 34, 40, 50, 56, 62, 64, 65, 66, 69, 74]
_COLUMNS = [
    "row", "patient_id", "tumour_sequence", "hospital", "sex", "behaviour", "grade", "basis", "laterality",
    "case_class", "birth_date", "diagnosis_date", "follow_up_date", "site", "topography", "morphology",
    "age_at_diagnosis", "treatment_facility", "extent_after", *_TREATED,
]  # fmt: skip
Frame = pd.DataFrame
Rule = Callable[[Frame], "pd.Series[bool]"]


def _unknown(column: "pd.Series[float]", codes: list[int]) -> "pd.Series[bool]":
    return column.notna() & ~column.isin(codes)


def _first(day: "pd.Series[float]") -> "pd.Series[float]":
    first = day.where(day % 100 != 99, day - 98)
    first = first.where(day // 100 % 100 != 99, day - 9898)
    return first.where(day // 10000 != 9999, 0)


def _after(one: "pd.Series[float]", other: "pd.Series[float]") -> "pd.Series[bool]":
    return (one > other) & (_first(one) > other)


def _at(frame: Frame, threes: list[int]) -> "pd.Series[bool]":
    return (frame["site"] // 10).isin(threes)


RULES: dict[str, Rule] = {
    "CODE-SEX": lambda f: _unknown(f["sex"], [1, 2, 9]),
    "CODE-BEHAVIOUR": lambda f: _unknown(f["behaviour"], [0, 1, 2, 3, 6, 9]),
    "CODE-GRADE": lambda f: _unknown(f["grade"], list(range(1, 10))),
    "CODE-BASIS": lambda f: _unknown(f["basis"], [0, 1, 2, 4, 5, 6, 7, 9]),
    "CODE-LATERALITY": lambda f: _unknown(f["laterality"], [1, 2, 3, 7, 9]),
    "CODE-CASE-CLASS": lambda f: _unknown(f["case_class"], [10, 20, 21, 30, 31, 40, 80]),
    "DATE-BIRTH": lambda f: _after(f["birth_date"], f["diagnosis_date"]),
    "DATE-CONTACT": lambda f: _after(f["diagnosis_date"], f["follow_up_date"]),
    "DATE-FUTURE-DIAGNOSIS": lambda f: (
        (f["diagnosis_date"] > _LAST) & (_first(f["diagnosis_date"]) > _LAST)
    ),
    "SEX-SITE": lambda f: (
        ((f["sex"] == 1) & f["site"].between(510, 589))
        | ((f["sex"] == 2) & f["site"].between(600, 639))
    ),
    "AGE-SITE-20": lambda f: (
        (f["age_at_diagnosis"] < 20)
        & (_at(f, [15, 19, 20, 21, 23, 24, 50, 53, 54, 55]) | (f["site"] == 384))
    ),
    "AGE-PROSTATE-40": lambda f: (
        (f["age_at_diagnosis"] < 40) & _at(f, [61]) & (f["morphology"] // 10 == 814)
    ),
    "BEHAVIOUR-SITE": lambda f: (f["behaviour"] == 2) & _at(f, [40, 41, 42, 47, 49, 70, 71, 72]),
    "BASIS-HISTOLOGY": lambda f: (
        f["basis"].isin([0, 1, 2, 4, 9])
        & f["morphology"].notna()
        & ~f["morphology"].isin(_NO_MICROSCOPE)
        & ~((f["morphology"] == 8720) & _at(f, [44, 69]))
    ),
    "GRADE-BEHAVIOUR": lambda f: (
        f["behaviour"].notna() & (f["behaviour"] != 3) & f["grade"].notna() & (f["grade"] != 9)
    ),
    "LATERALITY-PAIRED": lambda f: (
        (f["laterality"] == 7) & (_at(f, _PAIRED) | f["site"].isin([570, 630, 631]))
    ),
    "JP-01": lambda f: (
        f["treatment_facility"].isin([1, 4])
        & f["site"].notna()
        & ~f["site"].isin([420, 421])
        & f["extent_after"].notna()
        & (f["extent_after"] != 660)
    ),
    "JP-03": lambda f: (
        (f["surgery"] == 2)
        & (f["scopic"] == 2)
        & (f["endoscopic"] == 2)
        & f["extent_after"].notna()
        & f["site"].notna()
        & ~((f["extent_after"] == 660) & ~f["site"].isin([420, 421]))
        & ~((f["extent_after"] == 777) & f["site"].isin([420, 421]))
    ),
    "JP-04": lambda f: (
        f["treatment_facility"].isin([1, 4, 8])
        & pd.concat([f[name].notna() & (f[name] != 2) for name in _TREATED], axis=1).any(axis=1)
    ),
    "DUPLICATE-KEY": lambda f: (
        f["patient_id"].notna()
        & f["tumour_sequence"].notna()
        & f.duplicated(["hospital", "patient_id", "tumour_sequence"])
    ),
}


def _read() -> Frame:
    return pd.read_parquet(records_path(), columns=_COLUMNS)


def _table(frame: Frame) -> Frame:
    own = frame["case_class"].isin([20, 21, 30, 31])
    marked = frame.assign(
        threes=frame["topography"].str[:3],
        year=frame["diagnosis_date"] // 10000,
        own=own,
        operated=own
        & ((frame["surgery"] == 1) | (frame["scopic"] == 1) | (frame["endoscopic"] == 1)),
        radiated=own & (frame["radiotherapy"] == 1),
        drugs=own & (frame["chemotherapy"] == 1),
    )
    keys = ["hospital", "threes", "year"]
    sums = marked.groupby(keys, dropna=False)[["own", "operated", "radiated", "drugs"]].sum()
    return sums.join(marked.groupby(keys, dropna=False).size().rename("registered"))


def pandas(_: int) -> Numbers:
    """Plain pandas: the file's columns that are needed, twenty masks, their rows, one table."""

    def act() -> tuple[dict[str, float], Frame, Frame]:
        frame = _read()
        masks = {name: rule(frame) for name, rule in RULES.items()}
        failing = pd.concat(
            [
                frame.loc[mask, ["row", "patient_id"]].assign(rule=name)
                for name, mask in masks.items()
            ]
        )
        return {name: float(mask.sum()) for name, mask in masks.items()}, failing, _table(frame)

    memory, (counts, failing, table) = memory_of(act)
    return {
        "seconds": seconds_of(act, 3),
        "memory": memory,
        "findings": len(failing),
        "rows": len(table),
        "registered": float(table["registered"].sum()),
        **{f"rule:{name}": count for name, count in counts.items()},
    }


def pandera(_: int) -> Numbers:
    """Check the twenty edits with pandera's lazy validation, which keeps the failing rows."""
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    def check(rule: Rule, name: str) -> "pa.Check":
        return pa.Check(lambda frame: ~rule(frame), name=name, n_failure_cases=None)

    schema = pa.DataFrameSchema(checks=[check(rule, name) for name, rule in RULES.items()])

    def act() -> float:
        frame = _read()
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as error:
            return float(error.failure_cases["check"].nunique())
        return 0.0

    memory, rules = memory_of(act)
    return {"seconds": seconds_of(act, 1), "memory": memory, "rules": rules}


CASES = {"pandas": pandas, "pandera": pandera}
