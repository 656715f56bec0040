"""Rates as a table: what follows from a small count is left out."""

from typing import Any

from kinten.desk.rating import Rates
from kinten.desk.rating_document import rates_document
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.tables.table import Table
from kinten.vocabulary.wording import Words

_SHOWN = 5


def small_groups(rates: Rates) -> tuple[str, ...]:
    """Name the groups with a small count in sum or at some age: what is told of them is not for release."""
    return tuple(
        each.group
        for each in rates.strata.groups
        if each.all_cases < DEFAULT_K or ((each.cases > 0) & (each.cases < DEFAULT_K)).any()
    )


def rates_table(rates: Rates, lang: str, *, exact: bool) -> Table:
    """Give one row for each group; what follows from a small count is blank unless asked for exactly."""
    words = (
        Words("グループ", "group"),
        Words("性別", "sexes"),
        Words("件数", "cases"),
        Words("人年", "person-years"),
        Words("粗率", "crude rate"),
        Words("年齢調整率", "ASR"),
        Words("下限（Tiwari）", "low (Tiwari)"),
        Words("上限（Tiwari）", "high (Tiwari)"),
        Words("累積率 0-74歳", "cumulative rate 0-74"),
        Words("累積リスク 0-74歳", "cumulative risk 0-74"),
        Words("標準人口", "standard"),
    )
    document = rates_document(rates)
    return Table(
        Words(
            f"率（人口10万対、標準人口 {rates.standard.name}）",
            f"Rates per 100,000 (standard {rates.standard.name})",
        ).in_language(lang),
        tuple(each.in_language(lang) for each in words),
        tuple((*_row(each, lang, exact=exact), rates.standard.name) for each in document["rates"]),
        tuple(each.in_language(lang) for each in _notes(rates, exact=exact)),
    )


def _row(rate: dict[str, Any], lang: str, *, exact: bool) -> tuple[str | float | None, ...]:
    first = (rate["group"], " ".join(rate["sexes"]))
    if not exact and rate["cases"] < DEFAULT_K:
        told = protect(int(rate["cases"])).told.in_language(lang)
        return (*first, told, rate["person_years"], *([None] * 6))
    numbers = (rate["crude"], rate["asr"], *rate["intervals"]["tiwari"])
    sums = (rate["cumulative_rate"], rate["cumulative_risk"])
    return (
        *first,
        rate["cases"],
        rate["person_years"],
        *(None if each is None else round(each, 3) for each in (*numbers, *sums)),
    )


def _notes(rates: Rates, *, exact: bool) -> list[Words]:
    ages = "、".join(str(age) for age in rates.strata.ages)
    share = f"{rates.asked.level:.0%}"
    notes = [
        Words(
            f"年齢階級は三つの表に共通のもの: {ages}", f"age groups common to the tables: {ages}"
        ),
        Words(
            f"区間は{share}。年齢調整率の区間はガンマ法（Tiwari 2006）。違う標準人口の率は比べられません",
            f"intervals of {share}, of the ASR by the gamma method (Tiwari 2006); "
            "rates of different standards cannot be compared",
        ),
    ]
    if not exact:
        notes.append(
            Words(
                f"件数が{DEFAULT_K}未満のグループの率は示しません（--exact で示す）",
                f"no rate is shown for a group with fewer than {DEFAULT_K} cases (--exact shows it)",
            )
        )
    unknown = sum(each.cases_age_unknown for each in rates.strata.groups)
    if unknown:
        notes.append(
            Words(
                "年齢の分からない件数は、件数と粗率にだけ入ります",
                "cases of unknown age are in the cases and the crude rate only",
            )
        )
    left_out = left_out_words(rates)
    notes += [] if left_out is None else [left_out]
    notes += _result_notes(rates, exact=exact)
    return notes


def left_out_words(rates: Rates) -> Words | None:
    """Name the people who are in no rate, as there is no row of cases for them; None without any."""
    left = rates.strata.left_out
    if not left:
        return None
    named = left[:_SHOWN]
    more = len(left) - len(named)
    return Words(
        f"件数の行がないので、人口に入れなかったもの: {'、'.join(named)}{f' ほか{more}' if more else ''}"
        "（0件なら、件数0の行を書いてください）",
        f"population left out, as it has no row of cases: {', '.join(named)}"
        f"{f' and {more} more' if more else ''} (where there were none, write a row of 0 cases)",
    )


def _result_notes(rates: Rates, *, exact: bool) -> list[Words]:
    notes = []
    if rates.asked.compared is not None:
        one, other = rates.asked.compared
        found = rates.ratio
        counts = {each.group: each.all_cases for each in rates.strata.groups}
        is_small = min(counts[one], counts[other]) < DEFAULT_K
        told = (
            Words(
                f"件数が{DEFAULT_K}未満のグループなので示しません",
                f"not shown, a group has fewer than {DEFAULT_K} cases",
            )
            if is_small and not exact
            else Words("率が0なので求められません", "not to be reckoned, a rate is zero")
            if found is None
            else Words(
                f"{found.ratio:.3f}（{found.log_normal[0]:.3f}-{found.log_normal[1]:.3f}）、{_told_p(found.p_value)}",
                f"{found.ratio:.3f} ({found.log_normal[0]:.3f}-{found.log_normal[1]:.3f}), {_told_p(found.p_value)}",
            )
        )
        notes.append(
            Words(
                f"年齢調整率の比 {one}÷{other}: {told.ja}",
                f"ratio of ASRs {one}/{other}: {told.en}",
            )
        )
    if rates.asked.has_trend:
        change = rates.trend
        is_small = any(each.all_cases < DEFAULT_K for each in rates.strata.groups)
        told = (
            Words(
                f"件数が{DEFAULT_K}未満の年があるので示しません",
                f"not shown, a year has fewer than {DEFAULT_K} cases",
            )
            if is_small and not exact
            else Words(
                "求められません（三年以上の、0でない率が要ります）",
                "not to be reckoned (three years with rates above zero are needed)",
            )
            if change is None
            else Words(
                f"{change.percent:+.2f}%（{change.interval[0]:+.2f} ～ {change.interval[1]:+.2f}%）、"
                f"{_told_p(change.p_value)}",
                f"{change.percent:+.2f}% ({change.interval[0]:+.2f} to {change.interval[1]:+.2f}%), "
                f"{_told_p(change.p_value)}",
            )
        )
        notes.append(Words(f"年変化率（APC）: {told.ja}", f"annual percent change: {told.en}"))
    return notes


def _told_p(value: float) -> str:
    """A p value that the arithmetic cannot tell from zero is told as small."""
    return "p < 1e-15" if value < 1e-15 else f"p = {value:.2g}"
