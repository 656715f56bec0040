"""The published discharges read from the package, and their tables."""

from collections.abc import Sequence

from kinten.coverage.volume import (
    HIDDEN_BELOW,
    DischargeHospital,
    Discharges,
    concentrations,
    ranks,
    shares,
)
from kinten.data.loading import open_packaged, read_packaged
from kinten.desk.atlas import Atlas
from kinten.desk.disease_words import DISEASE_WORDS
from kinten.disclosure.masking import masked
from kinten.network.history import Snapshot
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words

DISCHARGE_TABLES = ("dpc_discharges.parquet", "dpc_hospitals.csv", "dpc_diseases.csv")
NOT_A_REQUIREMENT = Words(
    "2021年度DPC退院患者調査の退院件数です。患者数でも、指定要件の届出件数でもありません。10未満の欄は公表されていません。",
    "Discharges of the DPC survey of fiscal 2021: neither patients nor the figures of the designation rule. "
    "Cells under 10 are not published.",
)


def load_discharges() -> Discharges:
    """Read the published cells, their hospitals and their diseases."""
    import polars as pl

    hospitals = {
        int(row["hospital"]): DischargeHospital(
            int(row["hospital"]), row["name"], row["prefecture"], row["area"], row["hospital_id"]
        )
        for row in read_packaged("dpc_hospitals.csv")
    }
    diseases = {row["disease"]: row["name"] for row in read_packaged("dpc_diseases.csv")}
    with open_packaged("dpc_discharges.parquet") as stream:
        table = pl.read_parquet(stream)
    cells = {(code, disease): count for code, disease, count in table.iter_rows()}
    return Discharges(hospitals, diseases, cells)


def tell_disease(disease: str, discharges: Discharges) -> Words:
    """Name a disease; one that we have no English for keeps its Japanese."""
    name = discharges.diseases[disease]
    return Words(name, DISEASE_WORDS.get(disease, name))


def find_disease(asked: str, discharges: Discharges) -> str:
    """Find a disease by its code or a part of its name; none or several is a fault that lists them."""
    if asked in discharges.diseases:
        return asked
    told = {code: tell_disease(code, discharges) for code in discharges.diseases}
    found = [
        code
        for code, words in told.items()
        if asked and (asked in words.ja or asked.casefold() in words.en.casefold())
    ]
    if len(found) == 1:
        return found[0]
    listed = found or list(told)
    shown = Words(
        "、".join(f"{code} {told[code].ja}" for code in listed),
        ", ".join(f"{code} {told[code].en}" for code in listed),
    )
    raise FaultError(
        Words(
            f"「{asked}」に該当する疾患が{len(found)}あります。",
            f"{len(found)} diseases match “{asked}”.",
        ),
        "--cancer",
        Words(
            f"符号か名称を一つ指定してください：{shown.ja}",
            f"Name one by code or name: {shown.en}",
        ),
    )


def shares_table(
    discharges: Discharges, atlas: Atlas, snapshot: Snapshot, disease: str | None, lang: str
) -> Table:
    """Give the share of each area's published discharges in designated hospitals, then by prefecture."""
    designated = [each.hospital.id for each in snapshot.standings if each.is_certain]
    by_area, by_prefecture = shares(discharges, designated, disease)
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("公表された退院", "published discharges"),
        Words("うち指定病院", "in designated hospitals"),
        Words("割合", "share"),
    )
    rows = [
        (
            code,
            PREFECTURES[area.prefecture].in_language(lang),
            area.name,
            None if (share := by_area.get(code)) is None else share.total,
            None if share is None else share.designated,
            None if share is None or share.share is None else round(share.share, 3),
        )
        for code, area in atlas.frame.areas.items()
    ]
    whole = Words("県全体", "whole prefecture").in_language(lang)
    rows += [
        (
            code,
            PREFECTURES[code].in_language(lang),
            whole,
            share.total,
            share.designated,
            None if share.share is None else round(share.share, 3),
        )
        for code, share in sorted(by_prefecture.items())
    ]
    return _table(
        Words("指定病院での退院の割合", "Share in designated hospitals"),
        columns,
        rows,
        discharges,
        disease,
        lang,
    )


def ranks_table(discharges: Discharges, disease: str, prefecture: str, lang: str) -> Table:
    """Give the hospitals of a prefecture for a disease: the candidates of the specific-field rule.

    A designated hospital without a published cell stands at the foot, masked and without a rank.
    """
    columns = (
        Words("順位", "rank"),
        Words("病院", "hospital"),
        Words("退院", "discharges"),
        Words("指定", "designated"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            each.rank,
            each.hospital.name,
            each.discharges,
            each.hospital.hospital or None,
        )
        for each in ranks(discharges, disease, prefecture)
    ]
    hidden = masked(HIDDEN_BELOW).told.in_language(lang)
    rows += [
        (None, each.name, hidden, each.hospital)
        for code, each in discharges.hospitals.items()
        if each.hospital
        and each.prefecture == prefecture
        and (code, disease) not in discharges.cells
    ]
    name = PREFECTURES[prefecture]
    title = Words(f"{name.ja}の病院の順位", f"Hospitals of {name.en}, ranked")
    return _table(title, columns, rows, discharges, disease, lang)


def concentration_table(discharges: Discharges, lang: str) -> Table:
    """Give for each cancer how many hospitals hold half, and the share of the largest ten."""
    columns = (
        Words("符号", "code"),
        Words("がん", "cancer"),
        Words("公表された病院", "hospitals published"),
        Words("退院", "discharges"),
        Words("半数を占める病院数", "hospitals that hold half"),
        Words("上位10病院の割合", "share of the largest ten"),
    )
    rows = [
        (
            each.disease,
            tell_disease(each.disease, discharges).in_language(lang),
            each.hospitals,
            each.total,
            each.half,
            round(each.curve[min(10, each.hospitals) - 1], 3),
        )
        for each in concentrations(discharges)
    ]
    return _table(
        Words("がん種ごとの集中", "Concentration by cancer"), columns, rows, discharges, None, lang
    )


def _table(
    title: Words,
    columns: tuple[Words, ...],
    rows: Sequence[tuple[Value, ...]],
    discharges: Discharges,
    disease: str | None,
    lang: str,
) -> Table:
    of = (
        ""
        if disease is None
        else f" {disease} {tell_disease(disease, discharges).in_language(lang)}"
    )
    hidden = Words(
        f"{HIDDEN_BELOW}未満は含まれないため、合計は下限です。",
        f"Cells under {HIDDEN_BELOW} are not in it: sums are at least.",
    )
    return Table(
        title.in_language(lang) + of,
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        (NOT_A_REQUIREMENT.in_language(lang), hidden.in_language(lang)),
    )
