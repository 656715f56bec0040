"""What a status-report form asks, as a value, and the names by which its cells are found again."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from kinten.report.model import Report
from kinten.vocabulary.facts import CATALOGUE, Supply
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING
from kinten.vocabulary.wording import Words

FORM_VERSION = "1"
STAFF_ROWS = 60
POSTS = 3
QUALIFICATION_CELLS = 3
NO_QUALIFICATION = "なし"
NAMES_HEADING = "記入欄の名前"


class SheetTitle(StrEnum):
    """The sheets of the form, in their order; the last is hidden and holds the lists."""

    COVER = "表紙"
    GENERAL = "様式4"
    REQUIREMENTS = "要件"
    VOLUMES = "診療実績"
    STAFF = "職員"
    LISTS = "選択肢"


class Property(StrEnum):
    """The custom properties that make a workbook a form."""

    VERSION = "kinten_form_version"
    EDITION = "kinten_edition"
    KIND = "kinten_kind"
    NAMES = "kinten_cell_names"


@dataclass(frozen=True, slots=True)
class FormItem:
    """One line of the form: a fact to answer, a reason for a clause in principle, or both.

    ``orientation`` is the number printed for orientation (「500以上」), ``strength`` the label
    beside it (「必須」). ``reason_for`` is the path of a clause in principle, without the edition.
    The label, unit and meaning of a fact come from the catalogue where they are left empty here.
    """

    fact: str = ""
    label: Words = Words("", "")
    unit: Words = Words("", "")
    orientation: str = ""
    strength: str = ""
    reason_for: str = ""
    meaning: Words = Words("", "")

    @property
    def words(self) -> Words:
        """What stands in the line."""
        return self.label if self.label.ja or not self.fact else CATALOGUE[self.fact].label

    @property
    def unit_words(self) -> Words:
        """The unit of the answer."""
        return self.unit if self.unit.ja or not self.fact else CATALOGUE[self.fact].unit.label

    @property
    def meaning_words(self) -> Words:
        """How to count, where there is something to say."""
        return self.meaning if self.meaning.ja or not self.fact else CATALOGUE[self.fact].meaning

    @property
    def is_volume(self) -> bool:
        """Whether it stands on the sheet of volumes."""
        return bool(self.fact) and CATALOGUE[self.fact].supply is Supply.VOLUMES


@dataclass(frozen=True, slots=True)
class FormSection:
    """Lines under one heading."""

    title: Words
    items: tuple[FormItem, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of the hospital before it fills in the form."""

    hospital: str = ""
    hospital_id: str = ""
    prefecture: str = ""
    area: str = ""
    is_advanced: bool | None = None
    is_exceptional: bool | None = None


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Everything a form is made from; the desk builds it from an edition of the guideline."""

    edition: str
    edition_title: Words
    kind: Kind
    sections: tuple[FormSection, ...]
    roles: tuple[str, ...] = tuple(ROLES)
    qualifications: tuple[str, ...] = tuple(QUALIFICATIONS)
    training: tuple[str, ...] = tuple(TRAINING)
    year: int | None = None
    identity: Identity = field(default_factory=Identity)
    last_year: Report | None = None
    staff_note: Words = Words("", "")


class EntryType(StrEnum):
    """How an entry that is no fact is written."""

    TEXT = "text"
    COUNT = "count"
    DATE = "date"
    YEAR = "year"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the cover or of the general items."""

    id: str
    label: Words
    type: EntryType = EntryType.TEXT
    hint: str = ""


APPLICATIONS = ("現況報告", "指定更新", "新規指定", "類型変更", "指定辞退")

COVER = (
    Entry("hospital", Words("病院名", "hospital"), hint="必須。正式名称"),
    Entry("hospital_id", Words("病院ID", "hospital id"), hint="わかる場合のみ"),
    Entry("prefecture", Words("都道府県", "prefecture"), EntryType.CHOICE),
    Entry("area", Words("がん医療圏", "area"), hint="所属する2次医療圏またはがん医療圏"),
    Entry("advanced", Words("高度型", "advanced type"), EntryType.YES_NO, "該当すれば「はい」"),
    Entry(
        "exceptional", Words("特例型", "exceptional type"), EntryType.YES_NO, "該当すれば「はい」"
    ),
    Entry(
        "year",
        Words("提出年（西暦）", "year of submission"),
        EntryType.YEAR,
        "必須。例：2026、令和8年",
    ),
    Entry("application", Words("推薦区分", "application"), EntryType.CHOICE),
)

GENERAL = (
    Entry("reading", Words("病院名のふりがな", "reading of the name")),
    Entry("postal_code", Words("郵便番号", "postal code"), hint="例：100-8916"),
    Entry("address", Words("所在地", "address")),
    Entry("secondary_area", Words("所属2次医療圏", "secondary medical area")),
    Entry("founder", Words("開設者の種別", "kind of founder"), hint="法人名等。個人名は書かない"),
    Entry("website", Words("ウェブサイト", "web site")),
    Entry("beds", Words("総病床数", "beds"), EntryType.COUNT, "床"),
    Entry("general_beds", Words("一般病床数", "general beds"), EntryType.COUNT, "床"),
    Entry(
        "reference_date",
        Words("基準日", "reference date"),
        EntryType.DATE,
        "例：令和8年9月1日、2026/9/1",
    ),
    Entry(
        "report_date", Words("報告日", "date of the report"), EntryType.DATE, "例：令和8年10月30日"
    ),
)

DECLARATION = Entry(
    "complete",
    Words("全員・全項目を記入済み（空欄は「なし」）", "everyone and everything is entered"),
    EntryType.YES_NO,
)

_PLAIN = re.compile(r"[a-z0-9]")
_ENCODED = re.compile(r"__|_u[0-9a-f]+_|[a-z0-9.]")


def fact_name(fact: str) -> str:
    """Name the cell of a fact."""
    return f"fact_{fact}"


def cover_name(entry: str) -> str:
    """Name a cell of the cover."""
    return f"cover_{entry}"


def general_name(entry: str) -> str:
    """Name a cell of the general items."""
    return f"general_{entry}"


def staff_name(number: int, entry: str) -> str:
    """Name a cell in the row of one person."""
    return f"staff_{number:02d}_{entry}"


def reason_name(clause: str) -> str:
    """Name the cell of a reason: the clause's path, with dots for strokes and the rest escaped."""
    return "reason_" + "".join(_escaped(sign) for sign in clause)


def _escaped(sign: str) -> str:
    if _PLAIN.fullmatch(sign):
        return sign
    # Not _x: spreadsheet programs take _x0041_ for an escape of their own.
    return {"/": ".", "_": "__"}.get(sign, f"_u{ord(sign):x}_")


def clause_of_name(name: str) -> str | None:
    """Give the path of the clause whose reason stands in a cell; None for any other name."""
    if not name.startswith("reason_"):
        return None
    rest = name.removeprefix("reason_")
    parts = _ENCODED.findall(rest)
    if "".join(parts) != rest:
        return None
    return "".join(_unescaped(part) for part in parts)


def _unescaped(part: str) -> str:
    if len(part) > 2 and part.startswith("_u"):
        return chr(min(int(part[2:-1], 16), 0x10FFFF))
    return {".": "/", "__": "_"}.get(part, part)
