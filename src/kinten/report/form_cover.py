"""The cover of the form and its general items (様式4)."""

from datetime import date

from kinten.report.form_layout import (
    COVER,
    FORM_VERSION,
    GENERAL,
    Entry,
    EntryType,
    FormLayout,
    SheetTitle,
    cover_name,
    general_name,
)
from kinten.report.form_sheet import (
    YES_NO,
    FormBook,
    Written,
    finish_sheet,
    list_source,
    serial_of,
)
from kinten.report.form_style import height_for
from kinten.report.model import Report
from kinten.vocabulary.identity import PREFECTURES

_STYLES = {
    EntryType.TEXT: "input",
    EntryType.COUNT: "input_count",
    EntryType.DATE: "input_date",
    EntryType.YEAR: "input_number",
    EntryType.YES_NO: "input_centre",
    EntryType.CHOICE: "input",
}

_HOW = (
    "黄色の欄だけに記入してください。ほかの欄は保護されています（パスワードはありません）。",
    "要件の項目は「はい」「いいえ」「-」から選びます。「-」は該当しないことを表します。",
    "空欄は「未報告」として扱います。0件のときは 0 と記入してください。空欄を 0 とは読みません。",
    "数値は半角の数字だけで記入してください。「約」「以上」などの文字や数式は読み取りません。",
    "「原則」の項目を満たさない場合は、その理由を理由の欄に記入してください。",
    "日付は 令和8年9月1日、R8.9.1、2026/9/1 のいずれでも記入できます。",
    "行や列を挿入しても読み取れます。シートの名前は変えないでください。",
    "職員の氏名は照合のための任意の欄です。読み取り・出力の対象になりません。",
)


def write_cover(form: FormBook) -> None:
    """Write the cover: what this is, who reports, how to fill it in, and what the colours mean."""
    title = SheetTitle.COVER
    sheet, styles, layout = form.sheet(title), form.styles, form.layout
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 44)
    sheet.set_column(3, 3, 34)
    sheet.set_row(0, 30)
    sheet.set_row(1, 20)
    sheet.set_row(3, 20)
    sheet.write_string(0, 1, "がん診療連携拠点病院等 現況報告書", styles["title"])
    sheet.write_string(1, 1, f"{layout.edition}　{layout.edition_title.ja}", styles["subtitle"])
    row = 3
    sheet.write_string(row, 1, "項目", styles["heading"])
    sheet.write_string(row, 2, "記入欄", styles["heading"])
    sheet.write_string(row, 3, "説明", styles["heading"])
    sheet.set_row(row + 1, 24)
    sheet.write_string(row + 1, 1, "類型", styles["label"])
    sheet.write_string(row + 1, 2, layout.kind.label.ja, styles["none"])
    sheet.write_string(row + 1, 3, "この様式の対象（変更できません）", styles["quiet"])
    values = _cover_values(layout, form.answers)
    for step, entry in enumerate(COVER, start=row + 2):
        _write_entry(form, title, step, entry, cover_name(entry.id), values.get(entry.id))
    below = _write_how(form, row + 3 + len(COVER))
    _write_legend(form, below)
    finish_sheet(form, title, (0, 1), wide=False)
    sheet.activate()
    sheet.set_selection(row + 2, 2, row + 2, 2)


def write_general(form: FormBook) -> None:
    """Write the general items; nothing about a person is asked."""
    title = SheetTitle.GENERAL
    sheet, styles = form.sheet(title), form.styles
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 52)
    sheet.set_column(3, 3, 32)
    sheet.set_row(0, 26)
    sheet.write_string(0, 1, "様式4（全般事項）", styles["title"])
    for column, heading in enumerate(("項目", "記入欄", "説明"), start=1):
        sheet.write_string(2, column, heading, styles["heading"])
    values = form.answers.general if form.answers else {}
    for row, entry in enumerate(GENERAL, start=3):
        value = _stored(entry, values.get(entry.id, ""))
        _write_entry(form, title, row, entry, general_name(entry.id), value)
    finish_sheet(form, title, (0, 2), wide=False)


def _stored(entry: Entry, text: str) -> Written:
    """Give a general item as its cell holds it: a day and a count as numbers."""
    if not text:
        return None
    if entry.type is EntryType.DATE:
        return serial_of(date.fromisoformat(text))
    return int(text) if entry.type is EntryType.COUNT else text


def _write_entry(
    form: FormBook, title: SheetTitle, row: int, entry: Entry, name: str, value: Written
) -> None:
    sheet = form.sheet(title)
    sheet.set_row(row, 24)
    sheet.write_string(row, 1, entry.label.ja, form.styles["label"])
    form.enter(title, (row, 2), name, _STYLES[entry.type], value)
    sheet.write_string(row, 3, entry.hint, form.styles["quiet"])
    if entry.type is EntryType.YES_NO:
        form.choose(title, (row, 2), YES_NO)
    if entry.type is EntryType.CHOICE:
        form.choose(title, (row, 2), list_source(form.layout, entry.label.ja))


def _cover_values(layout: FormLayout, answers: Report | None) -> dict[str, Written]:
    known = answers or layout.identity
    prefecture = PREFECTURES.get(known.prefecture)
    year = answers.year if answers else layout.year
    return {
        "hospital": known.hospital or None,
        "hospital_id": known.hospital_id or None,
        "prefecture": prefecture.ja if prefecture else None,
        "area": known.area or None,
        "advanced": _yes(known.is_advanced),
        "exceptional": _yes(known.is_exceptional),
        "year": year,
        "application": (answers.application or None) if answers else None,
    }


def _yes(value: bool | None) -> str | None:  # noqa: FBT001  three answers, one of them none
    return None if value is None else YES_NO[0 if value else 1]


def _write_how(form: FormBook, row: int) -> int:
    sheet, styles = form.sheet(SheetTitle.COVER), form.styles
    for column in (1, 2, 3):
        sheet.write_string(row, column, "記入のしかた" if column == 1 else "", styles["section"])
    for number, line in enumerate(_HOW, start=1):
        sheet.set_row(row + number, 19)
        sheet.write_string(row + number, 1, f"{number}. {line}", styles["plain"])
    return row + len(_HOW) + 2


def _write_legend(form: FormBook, row: int) -> None:
    sheet, styles = form.sheet(SheetTitle.COVER), form.styles
    for column in (1, 2, 3):
        sheet.write_string(row, column, "色と版" if column == 1 else "", styles["section"])
    lines = (
        ("input_centre", "記入欄", "記入する欄"),
        ("label", "項目名", "保護された欄"),
        ("last", "前回の値", "昨年の報告の値（参考）"),
        ("none", "対象外", "記入しない欄"),
    )
    for step, (style, shown, meaning) in enumerate(lines, start=row + 1):
        sheet.set_row(step, 19)
        # A swatch looks like an input cell; it must not take text.
        look = "legend_input" if style == "input_centre" else style
        sheet.write_string(step, 1, shown, styles[look])
        sheet.write_string(step, 2, meaning, styles["plain"])
    layout = form.layout
    version = f"指針 {layout.edition}　／　類型 {layout.kind.label.ja}　／　様式版 {FORM_VERSION}"
    sheet.set_row(row + 6, height_for({version: 100}))
    sheet.write_string(row + 6, 1, version, styles["plain"])
