"""How each cancer is spread over hospitals: the table, and the curves beside it."""

from kinten.coverage.volume import Concentration, Discharges, concentrations
from kinten.desk.volumes import NOT_A_REQUIREMENT, SUMS_AT_LEAST, tell_disease, tell_of
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def concentration_title(
    discharges: Discharges, disease: str | None, prefecture: str | None, lang: str
) -> str:
    """Name what is shown: the country or a prefecture, all cancers or one."""
    title = Words("がん種ごとの集中", "Concentration by cancer").in_language(lang)
    where = "" if prefecture is None else f" {PREFECTURES[prefecture].in_language(lang)}"
    return title + where + tell_of(disease, discharges, lang)


def concentration_table(
    discharges: Discharges, disease: str | None, prefecture: str | None, lang: str
) -> Table:
    """Give for each cancer how many hospitals hold half, and the share of the largest ten.

    Of one disease or all, in the country or among the hospitals of a prefecture.
    """
    columns = (
        Words("符号", "code"),
        Words("がん", "cancer"),
        Words("公表された病院", "hospitals published"),
        Words("退院", "discharges"),
        Words("半数を占める病院数", "hospitals that hold half"),
        Words("上位10病院の割合", "share of the largest ten"),
    )
    rows = tuple(
        (
            each.disease,
            tell_disease(each.disease, discharges).in_language(lang),
            each.hospitals,
            each.total,
            each.half,
            round(share_of_ten(each), 3),
        )
        for each in concentrations(discharges, disease, prefecture)
    )
    notes = [NOT_A_REQUIREMENT, SUMS_AT_LEAST]
    if prefecture is not None:
        name = PREFECTURES[prefecture]
        notes.append(
            Words(
                f"{name.ja}の病院だけで数えています（全国の順位ではありません）。",
                f"Counted among the hospitals of {name.en} only.",
            )
        )
    return Table(
        concentration_title(discharges, disease, prefecture, lang),
        tuple(words.in_language(lang) for words in columns),
        rows,
        tuple(each.in_language(lang) for each in notes),
    )


def share_of_ten(concentration: Concentration) -> float:
    """Give the share of the largest ten hospitals, of all where there are fewer."""
    return concentration.curve[min(10, concentration.hospitals) - 1]
