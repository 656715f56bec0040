"""The parser of every command: its help and its faults in the reader's language.

argparse has only English. What it says of wrong use is told here as a FaultError: what is wrong, at
which argument, and what to write instead.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, NoReturn

from kinten.cli.helping import ARGUMENTS, OPTIONS, Help
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words

_REQUIRED = re.compile(r"arguments are required: (?P<names>.+)$")
_AMBIGUOUS = re.compile(r"ambiguous option: (?P<option>\S+) could match (?P<matches>.+)$")
_EXPLICIT = re.compile(r"argument (?P<option>.+): ignored explicit argument '(?P<value>.*)'$")
_NUMBER = re.compile(r"-\d+(\.\d*)?")


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language; take it from ``PARSERS``, so that its acts speak it too."""

    lang: ClassVar[str]

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(add_help=False, formatter_class=partial(Help, lang=self.lang), **settings)
        self.given: Sequence[str] = ()
        self._positionals.title = ARGUMENTS.in_language(self.lang)
        self._optionals.title = OPTIONS.in_language(self.lang)
        self.add_argument(
            "-h", "--help", action="help", help="この説明を示して終わる / show this help and exit"
        )
        self.add_argument(
            "--lang",
            choices=("ja", "en"),
            default=argparse.SUPPRESS,
            help="表示の言語（初期値はロケールによる。C・POSIX・未設定は ja）"
            " / language shown (by default that of the locale; ja for C, POSIX or none)",
        )

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse, and refuse at once what this command does not know."""
        self.given = sys.argv[1:] if args is None else list(args)
        options, left = super().parse_known_args(self.given, namespace)
        if left:
            raise self._unknown(left[0])
        return options, left

    def error(self, message: str) -> NoReturn:
        """Tell what argparse found; a misspelled option goes before what is missing for it."""
        if found := _REQUIRED.search(message):
            unknown = next((word for word in self.given if self._is_unknown(word)), None)
            raise self._missing(found["names"]) if unknown is None else self._unknown(unknown)
        if found := _AMBIGUOUS.search(message):
            option, matches = found["option"], found["matches"]
            raise self._fault(
                Words(f"「{option}」は一つに決まりません。", f"'{option}' is ambiguous."),
                option,
                Words(f"次のいずれか: {matches}", f"One of: {matches}"),
            )
        if found := _EXPLICIT.search(message):
            option, value = found["option"], found["value"]
            raise self._fault(
                Words(f"値（{value}）を付けられません。", f"it takes no value ('{value}')."),
                option,
                Words("「=」から後を除いてください。", "Leave out what follows the '='."),
            )
        raise self._fault(
            Words(f"指定を読めません（{message}）。", f"{message}."), "", self._see_help()
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        if action.choices is None or value in action.choices:
            return
        choices = [str(each) for each in action.choices]
        meant = did_you_mean(str(value), choices)
        what = Words(f"「{value}」は選べません。", f"'{value}' cannot be chosen.")
        if action.nargs == argparse.PARSER:
            what = Words(f"命令「{value}」はありません。", f"there is no command '{value}'.")
        listed = " ".join(choices)
        raise self._fault(
            what,
            _name_of(action),
            Words(f"{meant.ja}次のいずれか: {listed}", f"{meant.en}One of: {listed}"),
        )

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:  # noqa: ANN401
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as error:
            raise self._fault(
                Words(
                    f"「{arg_string}」は整数ではありません。",
                    f"'{arg_string}' is not a whole number.",
                ),
                _name_of(action),
                Words("数字だけで書いてください（例 2024）。", "Write digits only, such as 2024."),
            ) from error

    def _match_argument(self, action: argparse.Action, arg_strings_pattern: str) -> int:
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except argparse.ArgumentError as error:
            call = _call_of(action)
            raise self._fault(
                Words("値がありません。", "its value is missing."),
                _name_of(action),
                Words(f"「{call}」のように書いてください。", f"Write it like '{call}'."),
            ) from error

    def _is_unknown(self, word: str) -> bool:
        """Whether a word looks like an option and is none, nor the beginning of one."""
        name = word.partition("=")[0]
        if not name.startswith("-") or name in ("-", "--") or _NUMBER.fullmatch(name):
            return False
        known = self._option_string_actions
        if name.startswith("--"):
            return not any(option.startswith(name) for option in known)
        return name[:2] not in known

    def _unknown(self, word: str) -> FaultError:
        name = word.partition("=")[0]
        if not self._is_unknown(word):
            return self._fault(
                Words("余分な引数です。", "this argument is one too many."), word, self._see_help()
            )
        options = [each for each in self._option_string_actions if each.startswith("--")]
        meant = did_you_mean(name, options)
        see = self._see_help()
        return self._fault(
            Words(f"オプション「{name}」はありません。", f"there is no option '{name}'."),
            name,
            Words(meant.ja + see.ja, meant.en + see.en),
        )

    def _missing(self, names: str) -> FaultError:
        acts = next((each for each in self._actions if each.nargs == argparse.PARSER), None)
        if acts is not None and acts.choices is not None:
            listed = " ".join(str(each) for each in acts.choices)
            return self._fault(
                Words("命令がありません。", "the command is missing."),
                _name_of(acts),
                Words(
                    f"次のいずれかを書いてください: {listed}（説明は {self.prog} --help）",
                    f"Name one of: {listed} (told by '{self.prog} --help').",
                ),
            )
        call = " ".join([self.prog, *(_call_of(each) for each in self._required())])
        return self._fault(
            Words(f"{names} がありません。", f"missing: {names}."),
            "",
            Words(
                f"「{call}」のように書いてください。{self._see_help().ja}",
                f"Write it like '{call}'. {self._see_help().en}",
            ),
        )

    def _required(self) -> Iterable[argparse.Action]:
        """Give what must be there, in the order in which it is written: what is read first."""
        needed = [each for each in self._actions if each.required]
        return sorted(needed, key=lambda each: bool(each.option_strings))

    def _see_help(self) -> Words:
        return Words(f"くわしくは {self.prog} --help。", f"See '{self.prog} --help'.")

    def _fault(self, what: Words, name: str, mend: Words) -> FaultError:
        command = self.prog.partition(" ")[2]
        return FaultError(
            what, " ".join(part for part in (command, name) if part) or "kinten", mend
        )


class JapaneseParser(Parser):
    """Help and faults in Japanese."""

    lang = "ja"


class EnglishParser(Parser):
    """Help and faults in English."""

    lang = "en"


PARSERS = {each.lang: each for each in (JapaneseParser, EnglishParser)}


def _name_of(action: argparse.Action) -> str:
    """Name an argument as the help does: the long option, or the metavar."""
    long = [each for each in action.option_strings if each.startswith("--")]
    return (*long, str(action.metavar or action.dest))[0]


def _call_of(action: argparse.Action) -> str:
    """Write an argument as it stands in a call."""
    if action.metavar is None and action.choices is not None:
        value = "|".join(str(each) for each in action.choices)
    else:
        value = str(action.metavar or action.dest.upper())
    return f"{_name_of(action)} {value}" if action.option_strings else value
