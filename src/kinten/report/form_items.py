"""The sheets of requirements and of volumes: one line per fact, last year's answer beside it."""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from kinten.disclosure.masking import HIDDEN, protect_range, tell_most, veil_given
from kinten.report.form_layout import (
    FormItem,
    FormSection,
    SheetTitle,
    fact_name,
    reason_name,
)
from kinten.report.form_sheet import YES_NO_DASH, FormBook, Written, finish_sheet, serial_of
from kinten.report.form_style import height_for
from kinten.report.grid import column_letters
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.truth import Reason

_NUMBER, _ITEM, _STRENGTH, _ORIENTATION, _UNIT, _ANSWER, _LAST, _REASON = range(8)
_HEADER_ROW = 2


@dataclass(frozen=True, slots=True)
class ItemsSheet:
    """One of the two sheets: its title, its heading, and its columns with their widths.

    The column of reasons is there only where an item of the sheet takes one.
    """

    title: SheetTitle
    heading: str
    answer: str
    widths: tuple[float, ...]


_REQUIREMENTS = ItemsSheet(
    SheetTitle.REQUIREMENTS, "指定要件の充足状況", "回答", (5, 46, 10, 13, 13, 12, 14, 36)
)
_VOLUMES = ItemsSheet(SheetTitle.VOLUMES, "診療実績", "値", (5, 62, 11, 14, 16, 16, 16, 30))


def write_requirements(form: FormBook) -> None:
    """Write the items answered with はい, いいえ or 「-」, the numbers among them, the reasons."""
    _write_sheet(form, _REQUIREMENTS, _sections(form.layout.sections, are_volumes=False))


def write_volumes(form: FormBook) -> None:
    """Write the yearly volumes with their units."""
    _write_sheet(form, _VOLUMES, _sections(form.layout.sections, are_volumes=True))


def _sections(sections: tuple[FormSection, ...], *, are_volumes: bool) -> list[FormSection]:
    kept = (
        FormSection(
            section.title, tuple(item for item in section.items if item.is_volume == are_volumes)
        )
        for section in sections
    )
    return [section for section in kept if section.items]


def _write_sheet(form: FormBook, plan: ItemsSheet, sections: list[FormSection]) -> None:
    sheet, styles, layout = form.sheet(plan.title), form.styles, form.layout
    if not any(item.reason_for for section in sections for item in section.items):
        plan = replace(plan, widths=plan.widths[:_REASON])
    for column, width in enumerate(plan.widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, f"{plan.heading}{_period(form, plan)}", styles["title"])
    sheet.write_string(1, 0, f"{layout.edition}　{layout.kind.label.ja}", styles["subtitle"])
    sheet.set_row(1, 20)
    sheet.set_row(_HEADER_ROW, 36)
    last = f"前回\n（{layout.last_year.year}年）" if layout.last_year else "前回"
    headings = ("番号", "項目", "区分", "目安", "単位", plan.answer, last, "原則を満たさない理由")
    for column, text in enumerate(headings[: len(plan.widths)]):
        sheet.write_string(_HEADER_ROW, column, text, styles["heading"])
    row, number = _HEADER_ROW + 1, 1
    for section in sections:
        _write_section_title(form, plan, row, section)
        row += 1
        for item in section.items:
            _write_item(form, plan, row, number, item)
            row, number = row + 1, number + 1
    if not sections:
        sheet.write_string(row, 1, "この様式にはこのシートの項目がありません。", styles["quiet"])
    finish_sheet(form, plan.title, (0, _HEADER_ROW), wide=True)


def _period(form: FormBook, plan: ItemsSheet) -> str:
    """Volumes are of the calendar year before the year of submission (panel 22, paper 1, p. 52)."""
    if plan.title is not SheetTitle.VOLUMES:
        return ""
    before = f"{form.layout.year - 1}年" if form.layout.year else "提出前年の"
    return f"（{before}1月1日〜12月31日）"


def _write_section_title(form: FormBook, plan: ItemsSheet, row: int, section: FormSection) -> None:
    sheet = form.sheet(plan.title)
    sheet.set_row(row, 20)
    for column in range(len(plan.widths)):
        text = section.title.ja if column == 0 else ""
        sheet.write_string(row, column, text, form.styles["section"])


def _write_item(form: FormBook, plan: ItemsSheet, row: int, number: int, item: FormItem) -> None:
    sheet, styles = form.sheet(plan.title), form.styles
    meaning = item.meaning_words.ja
    # The meaning is set smaller, so that its lines hold more.
    room = {item.words.ja: plan.widths[_ITEM], item.orientation: plan.widths[_ORIENTATION]}
    below = height_for({meaning: plan.widths[_ITEM] * 1.15}, 14) - 2 if meaning else 0
    sheet.set_row(row, height_for(room) + below)
    sheet.write_number(row, _NUMBER, number, styles["centre"])
    if meaning:
        sheet.write_rich_string(
            row,
            _ITEM,
            styles["item"],
            item.words.ja,
            styles["meaning"],
            f"\n{meaning}",
            styles["label"],
        )
    else:
        sheet.write_string(row, _ITEM, item.words.ja, styles["label"])
    is_must = item.strength == Strength.MUST.label.ja
    sheet.write_string(row, _STRENGTH, item.strength, styles["must" if is_must else "centre"])
    sheet.write_string(row, _ORIENTATION, item.orientation, styles["centre"])
    sheet.write_string(row, _UNIT, _unit_of(item), styles["centre"])
    _write_answer(form, plan, row, item)
    _write_last(form, plan, row, item)
    _write_reason(form, plan, row, item)


def _unit_of(item: FormItem) -> str:
    """A share is shown as a percentage in the form, so its unit is the percent sign."""
    is_share = bool(item.fact) and CATALOGUE[item.fact].type is FactType.SHARE
    return "%" if is_share else item.unit_words.ja


def _write_answer(form: FormBook, plan: ItemsSheet, row: int, item: FormItem) -> None:
    if not item.fact:
        form.sheet(plan.title).write_string(row, _ANSWER, "理由のみ", form.styles["none"])
        return
    fact = CATALOGUE[item.fact]
    place = (row, _ANSWER)
    given = form.answers.facts.get(item.fact) if form.answers else None
    style = {
        FactType.COUNT: "input_count",
        FactType.SHARE: "input_share",
        FactType.DATE: "input_date",
        FactType.YES_NO: "input_centre",
        FactType.TEXT: "input",
    }[fact.type]
    form.enter(plan.title, place, fact_name(item.fact), style, _entered(fact.type, given))
    if fact.type is FactType.YES_NO:
        form.choose(plan.title, place, YES_NO_DASH)
    elif fact.type in (FactType.COUNT, FactType.SHARE):
        _limit(form, plan.title, place, fact.type)


def _entered(kind: FactType, given: Given | None) -> Written:
    if given is None or given.missing is not None:
        return None
    if given.is_dash:
        return "-"
    if kind is FactType.TEXT:
        return given.text or None
    if kind is FactType.DATE and given.value is not None:
        return serial_of(date.fromordinal(int(given.value)))
    if kind is FactType.YES_NO:
        return YES_NO_DASH[0] if given.low == 1 else YES_NO_DASH[1]
    return given.value


def _limit(form: FormBook, title: SheetTitle, place: tuple[int, int], kind: FactType) -> None:
    row, column = place
    cell = f"{column_letters(column + 1)}{row + 1}"
    if kind is FactType.COUNT:
        rule = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))"
        told = "0以上の整数か「-」を記入してください。"
    else:
        rule = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<=1)"
        told = "0%〜100%の割合か「-」を記入してください。"
    form.sheet(title).data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "custom",
            "value": f'=OR({cell}="-",{rule})',
            "error_title": "数値を確かめてください",
            "error_message": told,
        },
    )


def _write_last(form: FormBook, plan: ItemsSheet, row: int, item: FormItem) -> None:
    sheet, styles = form.sheet(plan.title), form.styles
    last = form.layout.last_year
    given = last.facts.get(item.fact) if last else None
    is_share = bool(item.fact) and CATALOGUE[item.fact].type is FactType.SHARE
    style = styles["last_share" if is_share else "last"]
    if given is None:
        sheet.write_blank(row, _LAST, None, style)
    elif given.missing is not None:
        sheet.write_string(row, _LAST, _tell_missing(CATALOGUE[item.fact], given), style)
    elif (small := _small(CATALOGUE[item.fact], given)) is not None:
        sheet.write_string(row, _LAST, small, style)
    else:
        value = _entered(CATALOGUE[item.fact].type, given)
        _write_value(form, plan.title, (row, _LAST), value, style)


def _tell_missing(fact: FactDefinition, given: Given) -> str:
    """Tell that there was no answer, or what was written; of a count only where none small is told."""
    if given.missing is Reason.NOT_REPORTED:
        return Reason.NOT_REPORTED.label.ja
    if not fact.counts_patients or not given.text:
        return given.text
    why = HIDDEN.ja if given.missing is Reason.UNREADABLE else Reason.CONTRADICTORY.label.ja
    return veil_given(given).ja or why


def _small(fact: FactDefinition, given: Given) -> str | None:
    """Tell a small count of patients, and one of which only a range is known; None for anything else."""
    if not fact.counts_patients or given.is_dash or not isfinite(given.high):
        return None
    low, high = protect_range(given.low, given.high)
    if low == high:
        return None
    return tell_most(int(high)).ja if low == 0 else f"{int(low):,}〜{int(high):,}"


def _write_value(
    form: FormBook, title: SheetTitle, place: tuple[int, int], value: Written, style: object
) -> None:
    sheet = form.sheet(title)
    if isinstance(value, int | float):
        sheet.write_number(*place, value, style)
    else:
        sheet.write_string(*place, value or "", style)


def _write_reason(form: FormBook, plan: ItemsSheet, row: int, item: FormItem) -> None:
    if len(plan.widths) <= _REASON:
        return
    if not item.reason_for:
        form.sheet(plan.title).write_blank(row, _REASON, None, form.styles["none"])
        return
    reasons = form.answers.reasons if form.answers else {}
    name = reason_name(item.reason_for)
    form.enter(plan.title, (row, _REASON), name, "input", reasons.get(item.reason_for))
