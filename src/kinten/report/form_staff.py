"""The staff sheet of the form: one row per person, and the declaration that everyone is there."""

from decimal import Decimal

from kinten.report.form_layout import (
    DECLARATION,
    NO_QUALIFICATION,
    POSTS,
    QUALIFICATION_CELLS,
    STAFF_ROWS,
    SheetTitle,
    staff_name,
)
from kinten.report.form_sheet import (
    EFFORTS,
    EMPLOYMENT,
    YES_NO,
    FormBook,
    Written,
    finish_sheet,
    list_source,
    serial_of,
)
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, Person, Post

_TITLE = SheetTitle.STAFF
_GROUP_ROW, _HEADER_ROW, _FIRST_ROW = 4, 5, 6
DECLARATION_NAME = "staff_declared_complete"


def _columns(training: tuple[str, ...]) -> list[tuple[str, str, str, float, str]]:
    """Give each column: the group over it, its heading, its entry, its width, its format."""
    columns = [
        ("", "番号", "number", 5.0, "centre"),
        ("", "氏名\n（任意）", "name", 13.0, "input"),
        ("", "勤務", "employment", 8.0, "input_centre"),
    ]
    for post in range(1, POSTS + 1):
        columns += [
            (f"役割 {post}", "役割", f"role_{post}", 21.0, "input"),
            (f"役割 {post}", "専従・専任", f"effort_{post}", 8.0, "input_centre"),
            (f"役割 {post}", "割合", f"share_{post}", 7.0, "input_percent"),
        ]
    for held in range(1, QUALIFICATION_CELLS + 1):
        columns.append(("資格", f"資格 {held}", f"qualification_{held}", 17.0, "input"))
    for part in training:
        columns.append(("相談員研修", f"({part})", f"training_{part}", 6.5, "input_centre"))
    columns += [
        ("在任期間", "着任日", "since", 15.0, "input_date"),
        ("在任期間", "離任日", "until", 15.0, "input_date"),
    ]
    return columns


def write_staff(form: FormBook) -> None:
    """Write the staff sheet; names may stand in it, and are never read from it."""
    sheet, styles = form.sheet(_TITLE), form.styles
    columns = _columns(form.layout.training)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "診療従事者等（1人1行）", styles["title"])
    sheet.write_string(1, 0, _hint(form), styles["subtitle"])
    sheet.set_row(2, 24)
    sheet.write_string(2, 3, f"← {DECLARATION.label.ja}", styles["plain"])
    declared = form.answers.staff.is_complete if form.answers and form.answers.staff else None
    value = None if declared is None else YES_NO[0 if declared else 1]
    form.enter(_TITLE, (2, 2), DECLARATION_NAME, "input_centre", value)
    form.choose(_TITLE, (2, 2), YES_NO)
    sheet.set_row(1, 20)
    sheet.set_row(_HEADER_ROW, 36)
    for column, (group, heading, _, width, _) in enumerate(columns):
        sheet.set_column(column, column, width)
        is_first = column == 0 or columns[column - 1][0] != group
        if not group:
            sheet.write_blank(_GROUP_ROW, column, None, styles["heading"])
        elif is_first:
            sheet.write_string(_GROUP_ROW, column, group, styles["across"])
        else:
            sheet.write_blank(_GROUP_ROW, column, None, styles["across"])
        sheet.write_string(_HEADER_ROW, column, heading, styles["heading"])
    people = _people(form)
    for number in range(1, STAFF_ROWS + 1):
        _write_person(form, columns, number, people.get(number))
    _write_choices(form, columns)
    finish_sheet(form, _TITLE, (_GROUP_ROW, _HEADER_ROW), wide=True)
    sheet.freeze_panes(_FIRST_ROW, 3)


def _hint(form: FormBook) -> str:
    note = form.layout.staff_note.ja
    usual = "割合は就業時間に占める割合（例：80%）。氏名は照合用で、読み取り・出力されません。"
    return f"{note}　{usual}" if note else usual


def _people(form: FormBook) -> dict[int, Person]:
    staff = form.answers.staff if form.answers else None
    return {person.number: person for person in staff.people} if staff else {}


def _write_person(
    form: FormBook,
    columns: list[tuple[str, str, str, float, str]],
    number: int,
    person: Person | None,
) -> None:
    row = _FIRST_ROW + number - 1
    form.sheet(_TITLE).set_row(row, 24)
    values = _values(person, form.layout.training) if person else {}
    for column, (_, _, entry, _, style) in enumerate(columns):
        if entry == "number":
            form.sheet(_TITLE).write_number(row, column, number, form.styles[style])
        else:
            form.enter(_TITLE, (row, column), staff_name(number, entry), style, values.get(entry))


def _values(person: Person, training: tuple[str, ...]) -> dict[str, Written]:
    values: dict[str, Written] = {}
    if person.full_time is not None:
        values["employment"] = EMPLOYMENT[0 if person.full_time else 1]
    for place, post in enumerate(person.posts[:POSTS], start=1):
        values |= _values_of_post(post, place)
    held = sorted(person.qualifications) if person.qualifications is not None else None
    if held is not None:
        shown = [QUALIFICATIONS[one].ja for one in held] or [NO_QUALIFICATION]
        values |= {f"qualification_{place}": text for place, text in enumerate(shown[:3], start=1)}
    if person.training is not None:
        values |= {
            f"training_{part}": YES_NO[0 if part in person.training else 1] for part in training
        }
    if person.since:
        values["since"] = serial_of(person.since)
    if person.until:
        values["until"] = serial_of(person.until)
    return values


def _values_of_post(post: Post, place: int) -> dict[str, Written]:
    values: dict[str, Written] = {f"role_{place}": ROLES[post.role].ja}
    if post.effort is not None:
        values[f"effort_{place}"] = post.effort.label.ja
    if post.share is not None:
        values[f"share_{place}"] = float(Decimal(post.share))
    return values


def _write_choices(form: FormBook, columns: list[tuple[str, str, str, float, str]]) -> None:
    """Offer the lists for whole columns at once: sixty rules a column would be a slow file."""
    sources: dict[str, list[str] | str] = {
        "employment": EMPLOYMENT,
        "role": list_source(form.layout, "役割"),
        "effort": EFFORTS,
        "qualification": list_source(form.layout, "資格"),
        "training": YES_NO,
    }
    last = _FIRST_ROW + STAFF_ROWS - 1
    for column, (_, _, entry, _, _) in enumerate(columns):
        source = sources.get(entry.partition("_")[0])
        if source is not None:
            form.sheet(_TITLE).data_validation(
                _FIRST_ROW,
                column,
                last,
                column,
                {
                    "validate": "list",
                    "source": source,
                    "error_title": "選択してください",
                    "error_message": "一覧にある答えを選んでください。",
                },
            )
        elif entry.startswith("share_"):
            form.sheet(_TITLE).data_validation(
                _FIRST_ROW,
                column,
                last,
                column,
                {
                    "validate": "decimal",
                    "criteria": "between",
                    "minimum": 0,
                    "maximum": 1,
                    "error_title": "割合を確かめてください",
                    "error_message": "0%〜100%で記入してください。",
                },
            )
