"""Counts as they are given: on the screen masked, in documents exact, and in the shapes that others read."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from kinten import __version__
from kinten.desk.record_counting import GROUP, Counted
from kinten.desk.recording import MADE_UP, intake_document
from kinten.desk.resident_shares import ResidentShare
from kinten.disclosure.cells import TOTAL
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.registry.counting import Dimension, Measure
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import FaultError, Words

_NOT_KNOWN = Words("不明", "unknown")
_IN_NO_GROUP = Words("どの区分にも入らない", "in no group")


def count_document(counted: Counted) -> dict[str, Any]:
    """Give the document of `kinten registry count --json`; its counts are exact."""
    asked = counted.asked
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in counted.sources],
        "records": intake_document(counted.intake),
        "by": list(counted.by),
        "scheme": asked.scheme,
        "year": asked.year,
        "own_first_classes": list(asked.classes),
        "in_year": counted.in_year,
        "other_years": counted.other_years,
        "year_unknown": counted.year_unknown,
        "counts": counted.frame.to_dicts(),
        "resident_share_registry": [_share(each) for each in counted.shares],
        "hospitals_not_placed": list(counted.unplaced),
    }


def _share(each: ResidentShare) -> dict[str, Any]:
    return {
        "hospital": each.hospital,
        "area": each.area,
        "area_name": each.area_name,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "denominator_is": "network" if each.is_of_network else "area",
        "share": each.share,
    }


def has_small_counts(counted: Counted) -> bool:
    """Tell whether a count lies below the threshold of what may be shown."""
    counts = counted.frame.select(str(each) for each in Measure)
    return bool(counts.select(pl.any_horizontal(pl.all() < DEFAULT_K).any()).item())


def count_table(counted: Counted, lang: str, *, exact: bool = False) -> Table:
    """Give one row for each cell; small counts are masked unless ``exact``."""
    shares = {each.hospital: each for each in counted.shares}
    by = list(counted.by)
    with_shares = bool(shares) and by == [str(Dimension.HOSPITAL)]
    rows = tuple(
        (
            *(_NOT_KNOWN.in_language(lang) if row[name] is None else str(row[name]) for name in by),
            *(_shown(row[str(each)], lang, exact=exact) for each in Measure),
            *(_told_share(shares.get(row["hospital"]), lang, exact=exact) if with_shares else ()),
        )
        for row in counted.frame.iter_rows(named=True)
    )
    more = (
        (Words("医療圏", "area"), Words("登録による患者割合", "registry share of residents"))
        if with_shares
        else ()
    )
    return Table(
        Words("登録の集計", "Counts of the registry").in_language(lang),
        (
            *(_heading(name).in_language(lang) for name in by),
            *(each.label.in_language(lang) for each in Measure),
            *(w.in_language(lang) for w in more),
        ),
        rows,
        tuple(note.in_language(lang) for note in _notes(counted, exact=exact)),
    )


def _unnamed(name: str) -> Words:
    return _IN_NO_GROUP if name == GROUP else _NOT_KNOWN


def _heading(name: str) -> Words:
    return Words("区分", "group") if name == GROUP else Dimension(name).label


def _shown(count: int, lang: str, *, exact: bool) -> Value:
    return count if exact else protect(count).told.in_language(lang)


def _told_share(each: ResidentShare | None, lang: str, *, exact: bool) -> tuple[Value, Value]:
    if each is None:
        return None, None
    if each.share is None or (not exact and min(each.numerator, each.denominator) < DEFAULT_K):
        return each.area_name, Words("非表示", "not shown").in_language(lang)
    return each.area_name, f"{each.share:.1%} ({each.numerator:,} / {each.denominator:,.0f})"


def long_table(counted: Counted, measure: Measure) -> pl.DataFrame:
    """Give one measure in long form with its margins: dimensions, ``n``, sums as ``total``.

    It is exact, for `kinten registry protect`.
    """
    by = list(counted.by)
    frame = counted.frame.select(
        *(pl.col(name).cast(pl.String).fill_null("unknown") for name in by),
        pl.col(str(measure)).alias("n"),
    )
    return add_margins(frame, by)


def add_margins(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add the sums over each dimension, and over several of them, as rows of ``total``."""
    whole = frame
    for name in by:
        others = [other for other in by if other != name]
        summed = (
            whole.group_by(others, maintain_order=True).agg(pl.col("n").sum())
            if others
            else (whole.select(pl.col("n").sum()))
        )
        whole = pl.concat([whole, summed.with_columns(pl.lit(TOTAL).alias(name)).select(*by, "n")])
    return whole


def cases_table(counted: Counted, measure: Measure) -> pl.DataFrame:
    """Give one measure as `kinten registry rates --cases` reads it: group, sex, age_group, cases."""
    groups = [name for name in counted.by if name not in {"sex", "age_group"}]
    columns = [
        pl.col(str(Dimension.SEX)).cast(pl.String).fill_null("unknown"),
        pl.col(str(Dimension.AGE_GROUP)),
        pl.col(str(measure)).alias("cases"),
    ]
    if groups:
        joined = pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("unknown") for name in groups], separator="/"
        )
        columns.insert(0, joined.alias("group"))
    return counted.frame.select(columns)


def facts_table(counted: Counted, year: int) -> pl.DataFrame:
    """Give registry_cases of each hospital as `kinten judge --facts` reads them, for reports of a year.

    It is the only count of records that may enter a verdict; the rest is shown beside. FaultError for
    made-up records: they are never mixed into real tables.
    """
    if counted.intake.is_made_up:
        raise FaultError(
            Words("架空の記録から事実は作れません。", "no facts are made from made-up records."),
            str(counted.asked.path),
            Words("実際の登録の記録を指定してください。", "Name the records of a registry."),
        )
    known = counted.frame.filter(pl.col(str(Dimension.HOSPITAL)).is_not_null())
    return known.select(
        pl.col(str(Dimension.HOSPITAL)).alias("hospital"),
        pl.lit(year).alias("year"),
        pl.lit("registry_cases").alias("fact"),
        pl.col(str(Measure.REGISTRY_CASES)).alias("value"),
        pl.lit(f"院内がん登録 {counted.intake.source.name}").alias("source"),
    )


def _plain(count: int) -> Words:
    return Words(f"{count:,}件", f"{count:,} records")


def _notes(counted: Counted, *, exact: bool) -> list[Words]:
    asked, intake = counted.asked, counted.intake
    classes = " ".join(map(str, asked.classes))
    year = (
        Words("全診断年", "all years")
        if asked.year is None
        else Words(f"診断年 {asked.year}", f"diagnosed in {asked.year}")
    )
    # A total beside one hidden cell would tell it.
    shown, others, unknown = (
        _plain(count) if exact else protect(count).told
        for count in (counted.in_year, counted.other_years, counted.year_unknown)
    )
    if not exact and has_small_counts(counted):
        shown = Words("合計は示さない", "no total")
    notes = [
        Words(
            f"{year.ja}: {shown.ja}。ほかの診断年 {others.ja}、診断年不明 {unknown.ja}、空の行 {intake.blank:,}行",
            f"{year.en}: {shown.en}; other years {others.en}, year unknown {unknown.en}, "
            f"blank rows {intake.blank:,}",
        ),
        Words(
            f"自施設初回治療は症例区分 {classes}。手術・放射線・化学療法はその初回治療で、"
            "指定要件ののべ患者数とは違います",
            f"own first treatment is case classes {classes}; operations, radiotherapy and chemotherapy are its "
            "first course, not the cumulative patients of the guideline",
        ),
        Words(
            "件数は腫瘍の登録数で、患者の数ではありません",
            "counts are of registered tumours, not of patients",
        ),
    ]
    if intake.is_made_up:
        notes.insert(0, MADE_UP)
    if counted.shares:
        is_network = counted.shares[0].is_of_network
        source = (
            Words(
                "この記録の中の件数（登録施設を受診した例に占める割合）",
                "the records counted (share among cases of the network)",
            )
            if is_network
            else Words("指定した表の罹患数", "the new cases of the table named")
        )
        notes.append(
            Words(
                f"登録による患者割合は、浸潤がん・自施設初回治療の圏内居住者 ÷ {source.ja}。"
                "指定要件の割合ではなく、判定しません",
                f"the registry share is invasive tumours of residents first treated here over {source.en}; it is "
                "not the share of the guideline and is never judged",
            )
        )
    if counted.unplaced:
        listed = "、".join(counted.unplaced[:5])
        notes.append(
            Words(
                f"医療圏の分からない病院 {len(counted.unplaced)}（{listed} …）",
                f"{len(counted.unplaced)} hospitals without an area ({listed} ...)",
            )
        )
    return notes
