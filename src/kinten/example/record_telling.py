"""What is told of made-up records: what they rest on, and how many of them have which fault."""

from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.desk.atlas import packaged_source
from kinten.example.incidence import INCIDENCE_TABLES
from kinten.example.record_care import TWO_HOSPITALS
from kinten.example.record_places import PLACE_TABLES
from kinten.example.record_tumours import SECOND_TUMOUR
from kinten.example.record_writing import Written
from kinten.example.records import RecordsAsked
from kinten.vocabulary.wording import Words

ASSUMPTIONS = (
    Words(
        "架空の記録です。実在の患者・病院の記録ではなく、統計にも病院の比較にも使えません。",
        "These records are made up. They are no records of any patient or hospital, and serve no statistics "
        "and no comparison of hospitals.",
    ),
    Words(
        "部位・性・年齢・年の分布は、国立がん研究センターの公表した全国の罹患数に合わせています。公表されていない"
        "詳しい部位の年齢は、部位の合計と年齢の合計の両方に合うように当てはめたものです。",
        "Site, sex, age and year follow the national counts of new cancers of the National Cancer Center. The "
        "ages of a detailed site, which are not published, are fitted to its total and to the ages of its group.",
    ),
    Words(
        "住所は2025年1月1日の市区町村別・男女別・年齢階級別の住民によります（診断の年によらず）。",
        "Residence follows the residents of municipalities by sex and age on 2025-01-01, whatever the year.",
    ),
    Words(
        "病院は各年の末に指定されているか、その可能性のある病院です。圏域間の流れは公表された全疾患の急性期の割合、"
        "圏域の中は2021年度のがんの退院件数によります。",
        "Hospitals are those that are or may be designated at the end of each year. Between areas patients follow "
        "the published shares of acute care, all diseases; within one, the cancer discharges of fiscal 2021.",
    ),
    Words(
        "組織型、進展度、病期、治療、症例区分、経過の割合は手で書いたもので、どの登録の統計でもありません。"
        f"2つ目の腫瘍がある患者は{SECOND_TUMOUR:.0%}、2つの病院に登録される腫瘍は最大{TWO_HOSPITALS:.0%}です。",
        "Histologies, extents, stages, treatments, case classes and follow-up are written by hand and are no "
        f"statistics of any registry. {SECOND_TUMOUR:.0%} of patients have a second tumour, up to "
        f"{TWO_HOSPITALS:.0%} of tumours are in two hospitals.",
    ),
)


def example_document(
    asked: RecordsAsked, written: Written, path: Path, truth: Path | None
) -> dict[str, Any]:
    """Give the document of `kinten registry example --json`."""
    tables = [packaged_source(name) for name in (*INCIDENCE_TABLES, *PLACE_TABLES)]
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in tables],
        "is_made_up": True,
        "seed": asked.seed,
        "years": list(asked.years),
        "errors": asked.errors,
        "output": path.name,
        "truth": None if truth is None else truth.name,
        "rows": written.rows,
        "patients": written.patients,
        "hospitals": len(written.hospitals),
        "faults": [
            {"kind": kind, "records": written.faults[kind]} for kind in sorted(written.faults)
        ],
        "assumptions": [each._asdict() for each in ASSUMPTIONS],
    }
