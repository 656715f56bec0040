"""YAML read with the line of every key, so that a wrong edition can be told where it is wrong."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from kinten.guideline.clauses import Place
from kinten.vocabulary.wording import FaultError, Words

_Word = TypeVar("_Word", bound=StrEnum)
_MOST_DIGITS = 9  # no count of the guideline comes near it
_STEP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PATH = re.compile(rf"{_STEP.pattern}(?:/{_STEP.pattern})*")
_Scalar = str | bool | int | Decimal | date | None


def fault(place: Place, ja: str, en: str, mend_ja: str, mend_en: str) -> FaultError:
    """Make the error of an edition file: file and line, what is wrong, what to do."""
    return FaultError(Words(ja, en), str(place), Words(mend_ja, mend_en))


@dataclass(frozen=True, slots=True)
class Marked:
    """One YAML node: its plain content and its place. Mappings and lists hold further nodes."""

    content: Any
    place: Place

    def wrong(self, ja: str, en: str, mend_ja: str, mend_en: str) -> FaultError:
        """Make the error that names this node's place."""
        return fault(self.place, ja, en, mend_ja, mend_en)

    def mapping(self) -> "dict[str, Marked]":
        """Give the keys and nodes of a mapping."""
        if not isinstance(self.content, dict):
            raise self.wrong(
                "「キー: 値」の並びが必要です。",
                "a mapping 'key: value' is needed here.",
                "docs/reference/clause-language の書き方に合わせてください。",
                "Write it as docs/reference/clause-language shows.",
            )
        return self.content

    def keys(self, needed: Iterable[str], also: Iterable[str] = ()) -> "dict[str, Marked]":
        """Give a mapping that has all the needed keys and none beside these and ``also``."""
        keys = self.mapping()
        allowed = [*needed, *also]
        for key, node in keys.items():
            if key not in allowed:
                raise node.wrong(
                    f"キー「{key}」はここでは使えません。",
                    f"the key '{key}' cannot stand here.",
                    f"使えるキー: {' '.join(allowed)}",
                    f"Keys that may stand here: {' '.join(allowed)}",
                )
        for key in needed:
            if key not in keys:
                raise self.wrong(
                    f"「{key}」がありません。",
                    f"'{key}' is missing.",
                    f"「{key}:」を書き足してください。",
                    f"Add '{key}:'.",
                )
        return keys

    def items(self) -> "tuple[Marked, ...]":
        """Give the nodes of a list."""
        if not isinstance(self.content, list):
            raise self.wrong(
                "一覧（- で始まる行）が必要です。",
                "a list (lines that begin with -) is needed here.",
                "各項目を「- 」で始めてください。",
                "Begin each entry with '- '.",
            )
        return tuple(self.content)

    def some_items(self) -> "tuple[Marked, ...]":
        """Give the nodes of a list that has at least one."""
        items = self.items()
        if not items:
            raise self.wrong(
                "一覧が空です。",
                "the list is empty.",
                "少なくとも一つ書いてください。",
                "Write at least one entry.",
            )
        return items

    def text(self) -> str:
        """Give a non-empty text."""
        if not isinstance(self.content, str) or not self.content.strip():
            raise self.wrong(
                f"文字列が必要ですが「{self.shown()}」です。",
                f"a text is needed, not '{self.shown()}'.",
                "数字や日付に見える場合は引用符で囲んでください。",
                "Put it in quotation marks if it looks like a number or a date.",
            )
        return self.content

    def number(self) -> Decimal:
        """Give a decimal; the digits of the file are kept exactly."""
        if isinstance(self.content, bool) or not isinstance(self.content, int | Decimal):
            raise self.wrong(
                f"数値が必要ですが「{self.shown()}」です。",
                f"a number is needed, not '{self.shown()}'.",
                "半角の数字で書いてください。",
                "Write it in plain digits.",
            )
        return Decimal(self.content)

    def number_above(self, least: int) -> Decimal:
        """Give a number above a bound."""
        return self._within(
            self.number() > least, f"{least}より大きい数", f"a number above {least}"
        )

    def number_from(self, least: int) -> Decimal:
        """Give a number from a bound on."""
        return self._within(self.number() >= least, f"{least}以上の数", f"a number from {least} on")

    def whole_from(self, least: int) -> Decimal:
        """Give a whole number from a bound on."""
        number = self.number()
        holds = number >= least and number == number.to_integral_value()
        return self._within(holds, f"{least}以上の整数", f"a whole number from {least} on")

    def share(self) -> Decimal:
        """Give a share from 0 to 1."""
        holds = 0 <= self.number() <= 1
        return self._within(
            holds, "0から1までの割合（2割は 0.2）", "a share from 0 to 1 (20 % is 0.2)"
        )

    def effort(self) -> Decimal:
        """Give a share of working hours: above 0, up to 1."""
        holds = 0 < self.number() <= 1
        return self._within(
            holds, "0より大きく1以下の勤務割合（例 0.8）", "a share of hours above 0, up to 1 (0.8)"
        )

    def _within(self, holds: bool, ja: str, en: str) -> Decimal:  # noqa: FBT001 - the bound itself
        number = self.number()
        if not holds:
            raise self.wrong(
                f"「{number}」はここでは使えない数です。",
                f"{number} is no number that can stand here.",
                f"{ja}を書いてください。",
                f"Write {en}.",
            )
        if number.adjusted() >= _MOST_DIGITS:
            raise self.wrong(
                f"「{number}」は大きすぎます。",
                f"{number} is too large.",
                f"{_MOST_DIGITS}桁までの数を書いてください。",
                f"Write a number of up to {_MOST_DIGITS} digits.",
            )
        return number

    def identifier(self, *, steps: bool = True) -> str:
        """Give an id that can stand in a command and a path; ``steps`` allows ``a/b``."""
        name = self.text()
        if not (_PATH if steps else _STEP).fullmatch(name):
            slash = Words("（段は / で区切る）", ", steps parted by /") if steps else Words("", "")
            raise self.wrong(
                f"「{self.shown()}」はidに使えません。",
                f"'{self.shown()}' cannot be an id.",
                f"半角の英数字と . - _ だけで、英数字から書いてください{slash.ja}。",
                f"Use letters a-z, digits and . - _ only, a letter or digit first{slash.en}.",
            )
        return name

    def truth(self) -> bool:
        """Give true or false."""
        if not isinstance(self.content, bool):
            raise self.wrong(
                f"true か false が必要ですが「{self.shown()}」です。",
                f"true or false is needed, not '{self.shown()}'.",
                "true または false と書いてください。",
                "Write true or false.",
            )
        return self.content

    def day(self) -> date:
        """Give a date."""
        if not isinstance(self.content, date):
            raise self.wrong(
                f"日付が必要ですが「{self.shown()}」です。",
                f"a date is needed, not '{self.shown()}'.",
                "2022-08-01 のように書いてください。",
                "Write it like 2022-08-01.",
            )
        return self.content

    def one_of(self, names: Iterable[str]) -> str:
        """Give a text that is one of the known names."""
        name = str(self.plain())
        known = [str(each) for each in names]
        if name not in known:
            raise self.wrong(
                f"「{name}」は語彙にありません。",
                f"'{name}' is not in the vocabulary.",
                f"次のいずれか: {' '.join(known)[:400]}",
                f"One of: {' '.join(known)[:400]}",
            )
        return name

    def word(self, words: type[_Word]) -> _Word:
        """Give one of a closed set of words."""
        return words(self.one_of(words))

    def shown(self) -> str:
        """Give the content short enough for a message."""
        return str(self.plain())[:60]

    def plain(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Give the content without places, as JSON can hold it."""
        if isinstance(self.content, dict):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.plain() for node in self.content]
        if isinstance(self.content, Decimal | date):
            return str(self.content)
        return self.content


def read_marked(text: str, file: str) -> Marked:
    """Read one YAML document; FaultError with file and line where it is not YAML."""
    try:
        _refuse_aliases(text, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, 1 if mark is None else mark.line + 1)
        problem = getattr(error, "problem", None) or "not YAML"
        raise fault(
            place,
            f"YAMLとして読めません（{problem}）。",
            f"this is not YAML ({problem}).",
            "この行と前の行の字下げと引用符を確かめてください。",
            "Look at the indentation and quotation marks of this line and the one before.",
        ) from error
    if node is None:
        raise fault(
            Place(file, 1),
            "ファイルが空です。",
            "the file is empty.",
            "内容を書くか、ファイルを除いてください。",
            "Write the content or remove the file.",
        )
    return _convert(node, file)


def _refuse_aliases(text: str, file: str) -> None:
    """Refuse `*name`: it may refer to itself, or unfold without end."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader) if "*" in text else ():
        if isinstance(event, yaml.AliasEvent):
            raise fault(
                Place(file, 1 if event.start_mark is None else event.start_mark.line + 1),
                f"参照（*{event.anchor}）は使えません。",
                f"an alias (*{event.anchor}) cannot stand here.",
                "内容をそのまま書いてください。",
                "Write the content itself.",
            )


def _convert(node: yaml.Node, file: str) -> Marked:
    place = Place(file, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return Marked(dict(_pairs(node, file)), place)
    if isinstance(node, yaml.SequenceNode):
        return Marked([_convert(each, file) for each in node.value], place)
    return Marked(_scalar(node, place), place)


def _pairs(node: yaml.MappingNode, file: str) -> Iterator[tuple[str, Marked]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in seen:
            raise fault(
                Place(file, key_node.start_mark.line + 1),
                f"キー「{key}」が二度あります。",
                f"the key '{key}' stands twice.",
                "一つにしてください。",
                "Keep one of them.",
            )
        seen.add(key)
        yield key, _convert(value_node, file)


def _scalar(node: yaml.Node, place: Place) -> _Scalar:
    read: dict[str, Callable[[str], _Scalar]] = {
        "tag:yaml.org,2002:null": lambda _: None,
        "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
        "tag:yaml.org,2002:int": int,
        "tag:yaml.org,2002:float": Decimal,
        "tag:yaml.org,2002:timestamp": date.fromisoformat,
    }
    try:
        return read.get(node.tag, str)(node.value)
    except (ValueError, InvalidOperation) as error:
        raise fault(
            place,
            f"「{node.value}」は値として読めません。",
            f"'{node.value}' cannot be read as a value.",
            "数字・日付の書き方を確かめるか、引用符で囲んでください。",
            "Mend the number or date, or put it in quotation marks.",
        ) from error
