"""The published discharges read from the package, and the table of shares."""

from collections.abc import Iterable, Mapping, Sequence

from kinten.coverage.volume import HIDDEN_BELOW, DischargeHospital, Discharges, Share, shares
from kinten.data.loading import open_packaged, read_packaged
from kinten.desk.atlas import Atlas
from kinten.desk.disease_words import DISEASE_WORDS
from kinten.desk.volumes_linking import lacking_in, link_network, tell_links
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
SUMS_AT_LEAST = Words(
    f"{HIDDEN_BELOW}未満は含まれないため、合計は下限です。",
    f"Cells under {HIDDEN_BELOW} are not in it: sums are at least.",
)
RANGE = Words(
    f"割合は幅で示します。指定病院の{HIDDEN_BELOW}未満の欄は、「少なくとも」では0件、「多くとも」では"
    f"{HIDDEN_BELOW - 1}件として分子と分母の両方に入れました。"
    "ほかの病院の同じ欄は分母に入れていないので、実際の割合はその分だけ低いことがあります。",
    f"The share is a range. A cell under {HIDDEN_BELOW} of a designated hospital counts as none for “at least” "
    f"and as {HIDDEN_BELOW - 1} for “at most”, in designated and in all. "
    "Those of other hospitals are not in the sum: they may make the real share smaller.",
)


def load_discharges(atlas: Atlas | None = None) -> Discharges:
    """Read the published cells, their hospitals and their diseases.

    ``atlas`` is the network that the hospitals are linked to; the packaged one without it.
    """
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
    discharges = Discharges(hospitals, diseases, cells)
    return discharges if atlas is None else link_network(discharges, atlas)


def tell_disease(disease: str, discharges: Discharges) -> Words:
    """Name a disease; one that we have no English for keeps its Japanese."""
    name = discharges.diseases[disease]
    return Words(name, DISEASE_WORDS.get(disease, name))


def find_disease(asked: str, discharges: Discharges) -> str:
    """Find a disease by its code or a part of its name; several, or none, is a fault that lists them or near ones."""
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
    raise _several(asked, found, told) if found else _none(asked, told)


def _several(asked: str, found: Sequence[str], told: Mapping[str, Words]) -> FaultError:
    shown = _diseases(found, told)
    return FaultError(
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


def _none(asked: str, told: Mapping[str, Words]) -> FaultError:
    """Say that no disease matches; name those that share a letter or a word, else all of them."""
    letters = set(asked) - _ANY_CANCER
    words = {each for each in asked.casefold().split() if len(each) > 2}
    near = [
        code
        for code, name in told.items()
        if letters & set(name.ja) or any(each in name.en.casefold() for each in words)
    ]
    shown = _diseases(near or list(told), told)
    kind = Words("近いもの", "Those like it") if near else Words("疾患の一覧", "The diseases")
    return FaultError(
        Words(f"「{asked}」に該当する疾患はありません。", f"No disease matches “{asked}”."),
        "--cancer",
        Words(f"{kind.ja}：{shown.ja}", f"{kind.en}: {shown.en}"),
    )


_ANY_CANCER = set("がん癌の性悪腫瘍 　")
"""Letters that most names have: they make no name like another."""


def _diseases(codes: Iterable[str], told: Mapping[str, Words]) -> Words:
    listed = list(codes)
    return Words(
        "、".join(f"{code} {told[code].ja}" for code in listed),
        ", ".join(f"{code} {told[code].en}" for code in listed),
    )


def shares_table(
    discharges: Discharges,
    atlas: Atlas,
    snapshot: Snapshot,
    disease: str | None,
    lang: str,
    *,
    prefecture: str | None = None,
) -> Table:
    """Give the share of each area's published discharges in designated hospitals, then by prefecture.

    With ``prefecture`` only its areas and its own row.
    """
    by_area, by_prefecture = shares(
        discharges, snapshot.standings, disease, lacking_in(atlas, snapshot)
    )
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("公表された退院", "published discharges"),
        Words("うち指定病院", "in designated hospitals"),
        Words("割合（少なくとも）", "share, at least"),
        Words("割合（多くとも）", "share, at most"),
        Words("幅の理由", "why a range"),
    )
    rows = [
        (
            code,
            PREFECTURES[area.prefecture].in_language(lang),
            area.name,
            *_share_cells(by_area.get(code), lang),
        )
        for code, area in atlas.frame.areas.items()
        if prefecture in (None, area.prefecture)
    ]
    whole = Words("県全体", "whole prefecture").in_language(lang)
    rows += [
        (code, PREFECTURES[code].in_language(lang), whole, *_share_cells(share, lang))
        for code, share in sorted(by_prefecture.items())
        if prefecture in (None, code)
    ]
    title = Words("指定病院での退院の割合", "Share in designated hospitals").in_language(lang)
    where = "" if prefecture is None else f" {PREFECTURES[prefecture].in_language(lang)}"
    notes = (
        NOT_A_REQUIREMENT,
        tell_day(snapshot),
        RANGE,
        *tell_links(discharges, atlas, snapshot, prefecture),
    )
    return Table(
        title + where + tell_of(disease, discharges, lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        tuple(each.in_language(lang) for each in notes),
    )


def tell_day(snapshot: Snapshot) -> Words:
    """Say of which day the designations are."""
    return Words(f"「指定」は{snapshot.day}の状態です。", f"Designated as of {snapshot.day}.")


def _share_cells(share: Share | None, lang: str) -> tuple[Value, ...]:
    if share is None or share.at_least is None or share.at_most is None:
        return (None, None, None, None, "" if share is None else tell_open(share, lang))
    least, most = round(share.at_least, 3), round(share.at_most, 3)
    return (share.total, share.designated, least, most, tell_open(share, lang))


def tell_open(share: Share, lang: str) -> str:
    """Tell what makes the share of a place a range; empty where nothing does."""
    told: list[Words] = []
    if not share.is_whole:
        told.append(Words("一覧にない指定病院の可能性", "a designated hospital may not be listed"))
    if share.unlinked:
        told.append(Words(f"結び付かない指定病院{share.unlinked}", f"{share.unlinked} not linked"))
    if share.uncertain:
        told.append(
            Words(f"指定か不明の病院{share.uncertain}", f"{share.uncertain} perhaps designated")
        )
    if share.hidden:
        told.append(
            Words(
                f"指定病院の{HIDDEN_BELOW}未満の欄{share.hidden}",
                f"{share.hidden} designated cells under {HIDDEN_BELOW}",
            )
        )
    return Words("、", ", ").in_language(lang).join(each.in_language(lang) for each in told)


def tell_of(disease: str | None, discharges: Discharges, lang: str) -> str:
    """Give the end of a title that names a disease; empty for all of them."""
    if disease is None:
        return ""
    return f" {disease} {tell_disease(disease, discharges).in_language(lang)}"
