"""Open tables of counts: what was published of the network year by year, and discharges by cancer."""

from collections.abc import Iterator
from datetime import date

from kinten.desk.volumes import NOT_A_REQUIREMENT, load_discharges, tell_disease
from kinten.network.loading import load_published
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.sourcing import sources_of
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def _published(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    for each in load_published():
        note = each.note
        yield (
            *coding(each.subject, each.subject.label),
            each.date,
            each.count,
            *coding(each.layer, None if each.layer is None else each.layer.label),
            each.by_position,
            each.source or None,
            None if note is None else note.ja,
            None if note is None else note.en,
        )


def _discharges(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    held = load_discharges()
    diseases = {code: tell_disease(code, held) for code in held.diseases}
    for (code, disease), count in held.cells.items():
        hospital = held.hospitals[code]
        yield (
            code,
            hospital.name,
            hospital.hospital or None,
            *coding(hospital.prefecture, PREFECTURES[hospital.prefecture]),
            hospital.area or None,
            *coding(disease, diseases[disease]),
            count,
        )


PUBLISHED_COUNTS = OpenTable(
    "published_counts",
    Words("公表された病院数と空白の数", "Published counts"),
    Words(
        "公表された病院と空白の医療圏の数。食い違う数は、両方を載せています。",
        "Published numbers of hospitals and of blank areas. Where sources contradict each other, both stand here.",
    ),
    (
        *coded("subject", Words("数えたもの", "subject")),
        Column(
            "date",
            Words("時点", "date"),
            meaning=Words("出典にあるとおりの細かさ（年、年-月、日）", "as exact as the source"),
        ),
        Column("count", Words("数", "count"), Form.NUMBER),
        *coded("layer", Words("区域", "layer"), "medical cancer regional_care"),
        Column(
            "by_position",
            Words("並びから読んだ年", "year by position"),
            Form.YES_NO,
            Words(
                "図の並び順から年を読んだならtrue",
                "true where the year was read from a chart's order",
            ),
        ),
        Column("source", Words("出典", "source"), is_japanese=True),
        Column("note_ja", Words("注", "note, Japanese"), only="ja"),
        Column("note_en", Words("注（英語）", "note"), only="en"),
    ),
    _published,
    sources_of("published_counts.csv"),
    is_recorded=False,
)
DISCHARGES = OpenTable(
    "discharges",
    Words("疾患ごとの退院件数", "Discharges by disease"),
    Words(
        f"{NOT_A_REQUIREMENT.ja}行のない組み合わせは、0とは限りません。",
        f"{NOT_A_REQUIREMENT.en} A pair without a row is not always none.",
    ),
    (
        Column(
            "survey_hospital",
            Words("調査の病院番号", "number in the survey"),
            Form.NUMBER,
            is_key=True,
        ),
        Column("name", Words("病院", "hospital"), is_japanese=True),
        Column(
            "hospital",
            Words("病院の符号", "hospital id"),
            meaning=Words(
                "病院の表の符号。照合できないものと指定のない病院は空欄",
                "id in the table of hospitals; missing where it is not linked or not designated",
            ),
        ),
        *coded("prefecture", Words("都道府県", "prefecture"), "JIS X 0401"),
        Column(
            "area",
            Words("医療圏の符号", "area (code)"),
            meaning=Words("二次医療圏、2024年の版の符号", "secondary medical area, frame of 2024"),
        ),
        *coded("disease", Words("疾患", "disease")),
        Column("discharges", Words("退院件数", "discharges"), Form.NUMBER),
    ),
    _discharges,
    sources_of("dpc_discharges.parquet", "dpc_hospitals.csv", "dpc_diseases.csv"),
    is_recorded=False,
)
