"""Open tables of volumes: discharges by cancer in the country, and what meeting papers print by hospital."""

from collections.abc import Iterable, Iterator
from datetime import date

from kinten.desk.volumes import NOT_A_REQUIREMENT, RANGE, SUMS_AT_LEAST, tell_disease
from kinten.desk.volumes_concentration import share_of_ten
from kinten.desk.volumes_national import DiseaseTotal
from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, coded, coding
from kinten.portal.opendata.sourcing import sources_of
from kinten.portal.volume_pages.meeting_papers import FACTS, all_papers, fact_label
from kinten.portal.volume_pages.published import published_discharges
from kinten.portal.volume_pages.seeing import totals_on
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

DISCHARGE_SOURCES = sources_of(
    "dpc_discharges.parquet", "dpc_hospitals.csv", "dpc_diseases.csv", "network_hospitals.csv",
    "network_designations.csv",
)  # fmt: skip


def _number(name: str, ja: str, en: str) -> Column:
    return Column(name, Words(ja, en), Form.NUMBER)


def _totals(day: date, recorded_by: date | None) -> Iterator[Row]:
    yield from rows_of_totals(totals_on(day, recorded_by))


def rows_of_totals(totals: Iterable[DiseaseTotal]) -> Iterator[Row]:
    """Give a row for each cancer."""
    held = published_discharges()
    for each in totals:
        share, spread = each.share, each.concentration
        yield (
            *coding(each.disease, tell_disease(each.disease, held)),
            spread.total,
            spread.hospitals,
            share.designated,
            None if share.at_least is None else round(share.at_least, 4),
            None if share.at_most is None else round(share.at_most, 4),
            share.hidden,
            share.unlinked,
            spread.half,
            round(share_of_ten(spread), 4),
        )


def _papers(day: date, recorded_by: date | None) -> Iterator[Row]:  # noqa: ARG001 - packaged
    for each in all_papers():
        yield (
            each.name,
            each.hospital or None,
            *coding(each.prefecture, PREFECTURES[each.prefecture]),
            each.year,
            each.meeting,
            *(each.number(fact) for fact in FACTS),
            each.source,
        )


DISCHARGE_TOTALS = OpenTable(
    "discharge_totals",
    Words("がんの種類ごとの退院件数（全国）", "Discharges by cancer, whole country"),
    Words(
        f"{NOT_A_REQUIREMENT.ja}{SUMS_AT_LEAST.ja}{RANGE.ja}",
        f"{NOT_A_REQUIREMENT.en} {SUMS_AT_LEAST.en} {RANGE.en}",
    ),
    (
        *coded("disease", Words("がん", "cancer")),
        _number("discharges", "公表された退院件数", "published discharges"),
        _number("hospitals", "公表値のある病院", "hospitals with a published figure"),
        _number("designated", "うち指定病院の退院件数", "discharges in designated hospitals"),
        _number("share_at_least", "指定病院の割合（少なくとも）", "share in designated, at least"),
        _number("share_at_most", "指定病院の割合（多くとも）", "share in designated, at most"),
        _number("hidden", "指定病院の非公表の欄", "cells of designated hospitals not published"),
        _number("unlinked", "結び付かない指定病院", "designated hospitals not linked"),
        _number("half", "半数を占める病院数", "hospitals that hold half"),
        _number("share_of_ten", "上位10病院の割合", "share of the largest ten"),
    ),
    _totals,
    DISCHARGE_SOURCES,
    frozenset({"on", "recorded"}),
)
MEETING_VOLUMES = OpenTable(
    "meeting_volumes",
    Words("検討会の資料に印字された診療実績", "Volumes printed in meeting papers"),
    Words(
        "指定の検討会の資料に病院ごとに印字された年間の値。収載した6県24病院だけで、全国の表ではありません。"
        "割合は0から1。空欄は資料に印字がないことを示します。",
        "Yearly figures of hospitals as the papers of the designation panel print them: 24 hospitals of 6 "
        "prefectures only, not a table of the country. Shares are 0 to 1. Missing is not printed.",
    ),
    (
        Column("name", Words("病院（資料での名称）", "hospital (as printed)"), is_japanese=True),
        Column("hospital", Words("病院の符号", "hospital id")),
        *coded("prefecture", Words("都道府県", "prefecture"), "JIS X 0401"),
        _number("year", "報告の年", "year of the report"),
        _number("meeting", "検討会の回", "number of the meeting"),
        *(Column(fact, fact_label(fact), Form.NUMBER) for fact in FACTS),
        Column("source", Words("出典の頁", "page of the source")),
    ),
    _papers,
    sources_of("meeting_paper_volumes.csv"),
    is_recorded=False,
)
