"""The file of findings that `kinten registry check -o` writes as CSV, read without trusting any of it.

A fault names a line and a column, never what stands there: the values are a patient's.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from unicodedata import category

from kinten.example.record_writing import MARKED_NAMES
from kinten.registry.edits.edit import Severity
from kinten.vocabulary.wording import FaultError, Words

COLUMNS = ("rule", "severity", "id", "tumour_sequence", "hospital", "at", "text", "reason")
"""The columns of the file, in their order."""
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 50_000
_RULE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_NUMBER = re.compile(r"[0-9]{0,4}")
_LONGEST = {"id": 60, "hospital": 20, "at": 200, "text": 1000, "reason": 1000}
_EXAMPLE = re.compile(r"EX[0-9]{9}")
_SAME = Words(
    "kinten registry check FILE -o 見つかったこと.csv で書き出したまま、送ってください。",
    "Send the file as kinten registry check FILE -o findings.csv wrote it.",
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row of the file, checked and still a patient's."""

    rule: str
    severity: Severity
    patient: str
    tumour: str
    hospital: str
    at: str
    text: str
    reason: str

    @property
    def is_made_up(self) -> bool:
        """Whether it is of a record that `kinten registry example` made."""
        is_marked = any(mark in self.at.lower() for mark in MARKED_NAMES)
        return is_marked and _EXAMPLE.fullmatch(self.patient) is not None


def read_findings(data: bytes, hospital: str) -> tuple[FindingRow, ...]:
    """Read the findings of a hospital; FaultError for anything that the check would not have written.

    A row that names another hospital refuses the whole file.
    """
    if not 0 < len(data) <= MOST_BYTES:
        raise _refuse(
            "",
            Words("空か、大きすぎます。", "it is empty or too large."),
            Words(f"{MOST_BYTES:,}バイトまでです。", f"{MOST_BYTES:,} bytes at most."),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse("", Words("UTF-8のCSVではありません。", "it is no CSV in UTF-8.")) from error
    return tuple(_rows(text, hospital))


def _rows(text: str, hospital: str) -> Iterator[FindingRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader):
            if number == 0:
                if tuple(cells) != COLUMNS:
                    raise _refuse(
                        ":1",
                        Words(
                            f"列が {','.join(COLUMNS)} ではありません。",
                            f"its columns are not {','.join(COLUMNS)}.",
                        ),
                    )
                continue
            if number > MOST_ROWS:
                raise _refuse(
                    "",
                    Words(f"{MOST_ROWS:,}行を越えます。", f"it has more than {MOST_ROWS:,} rows."),
                    Words("年などで分けて点検してください。", "Check the records in parts."),
                )
            yield _row(cells, number + 1, hospital)
    except csv.Error as error:
        raise _refuse(
            f":{number + 2}", Words("CSVとして読めません。", "it cannot be read as CSV.")
        ) from error


def _row(cells: Sequence[str], line: int, hospital: str) -> FindingRow:
    if len(cells) != len(COLUMNS):
        raise _refuse(f":{line}", Words("列の数が違います。", "it has another number of columns."))
    told = dict(zip(COLUMNS, cells, strict=True))
    for name, value in told.items():
        is_long = len(value) > _LONGEST.get(name, 40)
        if is_long or any(category(sign) in {"Cc", "Cs", "Cn"} for sign in value):
            raise _refuse(
                f":{line}:{name}",
                Words("長すぎるか、制御文字があります。", "it is too long, or not plain text."),
            )
    if not _RULE.fullmatch(told["rule"]):
        raise _refuse(
            f":{line}:rule", Words("規則の番号ではありません。", "it is no id of a rule.")
        )
    if told["severity"] not in set(Severity):
        raise _refuse(f":{line}:severity", Words("区分ではありません。", "it is no severity."))
    if not _NUMBER.fullmatch(told["tumour_sequence"]):
        raise _refuse(
            f":{line}:tumour_sequence",
            Words("重複番号ではありません。", "it is no number of a tumour."),
        )
    if told["hospital"] not in {"", hospital}:
        raise _refuse(
            f":{line}:hospital",
            Words("ほかの病院の行があります。", "a row is of another hospital."),
            Words(
                "自分の病院の記録だけを点検してください。",
                "Check the records of your hospital alone.",
            ),
        )
    return FindingRow(
        told["rule"],
        Severity(told["severity"]),
        told["id"],
        told["tumour_sequence"],
        told["hospital"],
        _place(told["at"]),
        told["text"],
        told["reason"],
    )


def _place(at: str) -> str:
    """Keep the name of the registrar's file without any folder of theirs."""
    return PurePath(at.replace("\\", "/")).name


def _refuse(at: str, what: Words, mend: Words = _SAME) -> FaultError:
    return FaultError(what, f"CSV{at}", mend)
