"""What was asked of `judge`: everything a replay needs besides the inputs."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.marked import Marked, read_marked
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import Ratio, facts_of
from kinten.verdict.scope import select_scope
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words, told_system

STRICT = "strict"
ROUGHLY = "roughly"
_MOST_DIGITS = 9  # no count of the guideline comes near it
_OVERLAY_KEYS = ("name", "set", "reading")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of `judge`, without the inputs.

    ``kind`` judges every hospital as that kind; None takes the kind each report states. ``years`` is
    ``all``, ``latest`` or a year. ``changes`` are the ``--set`` entries and ``readings`` the
    ``--reading`` entries as given; ``overlay`` is the content of an overlay file. ``network`` is ``published`` or the
    name of the folder from which facts of the place were taken, None where none were. ``is_exact``
    shows small counts of patients as they are.
    """

    edition: str
    scope: str | None = None
    kind: Kind | None = None
    years: str = "all"
    readings: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    overlay: Mapping[str, Any] = field(default_factory=dict)
    next_edition: str | None = None
    as_of: date | None = None
    hospital: str | None = None
    facts_file: str | None = None
    network: str | None = None
    is_exact: bool = False


def make_overlay(call: Call, edition: Edition) -> Overlay:
    """Turn the call's overlay file, `--set` and `--reading` into one overlay, later ones winning.

    Raises FaultError for a name that the edition does not have or that several clauses share.
    """
    changes = {**_mapping(call.overlay.get("set")), **call.changes}
    readings = {**_mapping(call.overlay.get("reading")), **call.readings}
    numbers: dict[str, Decimal] = {}
    strengths: dict[str, str] = {}
    parameters: dict[str, Decimal] = {}
    for name, value in changes.items():
        with _told_where(name, call):
            _refuse_twice(name, call, edition)
            if name in edition.parameters:
                parameters[name] = _effort(name, _decimal(name, value))
            elif value in set(Strength):
                strengths[_clause_of(name, edition, call.scope)] = value
            else:
                clause = _clause_of(name, edition, call.scope)
                numbers[clause] = _possible(edition, clause, _decimal(name, value))
    roughly = _roughly(readings[ROUGHLY]) if ROUGHLY in readings else None
    chosen = {_readable(k, edition): v for k, v in readings.items() if k != ROUGHLY}
    name = str(call.overlay.get("name", ""))
    return Overlay(name, numbers, strengths, parameters, chosen, roughly)


def _refuse_twice(name: str, call: Call, edition: Edition) -> None:
    """Refuse one clause under two of its names: of the two changes none is the later one."""
    if name not in call.changes or name in edition.parameters:
        return
    clause = _clause_of(name, edition, call.scope)
    others = [each for each in call.changes if each != name and each not in edition.parameters]
    if any(_clause_of(each, edition, call.scope) == clause for each in others):
        raise _named_twice(clause, "--set")


@contextmanager
def _told_where(name: str, call: Call) -> Iterator[None]:
    """Let the fault of a change name where it was written: the option, or the overlay file."""
    try:
        yield
    except FaultError as fault:
        if name in call.changes:
            raise
        raise FaultError(fault.what, f"--overlay set: {name}", fault.mend) from fault


def read_overlay(path: Path) -> dict[str, Any]:
    """Read an overlay file: ``name``, ``set`` (clause: value), ``reading`` (roughly or a clause)."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = Words("UTF-8ではありません", "it is not UTF-8")
        if isinstance(error, OSError):
            why = told_system(error)
        raise FaultError(
            Words(
                f"重ね合わせのファイルを読めません（{why.ja}）。",
                f"the overlay file cannot be read ({why.en}).",
            ),
            f"--overlay {path}",
            Words(
                "UTF-8のYAMLかJSONのファイルを指定してください。",
                "Name a YAML or JSON file in UTF-8.",
            ),
        ) from error
    keys = read_marked(text, path.name).keys((), _OVERLAY_KEYS)
    found: dict[str, Any] = {}
    if "name" in keys:
        found["name"] = keys["name"].text()
    for key in ("set", "reading"):
        if key in keys:
            found[key] = {name: _entry(node) for name, node in keys[key].mapping().items()}
    return found


def _entry(node: Marked) -> str:
    if isinstance(node.content, dict | list | None):
        raise node.wrong(
            "値を一つ書いてください。",
            "one value is needed.",
            "「条項: 値」の形にします。",
            "Write 'clause: value'.",
        )
    return str(node.plain())


def split_pairs(entries: Iterable[str], option: str) -> dict[str, str]:
    """Split ``NAME=VALUE`` entries of a repeated option."""
    found = {}
    for entry in entries:
        name, sign, value = entry.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise FaultError(
                Words(
                    f"「{entry}」は 名前=値 の形ではありません。", f"'{entry}' is not NAME=VALUE."
                ),
                option,
                _PAIRS.get(option, _CHANGES),
            )
        if name.strip() in found:
            raise _named_twice(name.strip(), option)
        found[name.strip()] = value.strip()
    return found


def _named_twice(name: str, option: str) -> FaultError:
    return FaultError(
        Words(f"「{name}」が二度指定されています。", f"'{name}' is named twice."),
        f"{option} {name}",
        Words("どちらか一つにしてください。", "Keep one of the two."),
    )


_CHANGES = Words(
    "例: --set volume/absolute/surgery=300、--set resident_share=15%（check では --set jump=3）",
    "Examples: --set volume/absolute/surgery=300, --set resident_share=15% (for check --set jump=3)",
)
_PAIRS = {
    "--reading": Words(
        "例: --reading roughly=strict（文言どおり）、--reading roughly=0.9（9割で充足）",
        "Examples: --reading roughly=strict (to the letter), --reading roughly=0.9 (nine tenths do)",
    )
}


def _readable(name: str, edition: Edition) -> str:
    """Give the whole id of a clause that has readings; FaultError names those there are."""
    whole = edition.whole_id(name)
    having = [each for each in edition.walk() if each.readings]
    if any(each.id == whole for each in edition.walk()):
        return whole
    paths = [each.path for each in having]
    meant = did_you_mean(name, (ROUGHLY, *paths))
    listed = " ".join(paths) or "-"
    raise FaultError(
        Words(f"「{name}」という読み方の対象はありません。", f"there is nothing '{name}' to read."),
        f"--reading {name}",
        Words(
            f"{meant.ja}概ねは roughly=strict か roughly=0.9。{edition.id}で読み方を選べる条項: {listed}",
            f"{meant.en}For 概ね write roughly=strict or roughly=0.9. "
            f"Clauses of {edition.id} with readings: {listed}",
        ),
    )


def _mapping(value: object) -> dict[str, str]:
    return (
        {str(key): str(each) for key, each in value.items()} if isinstance(value, Mapping) else {}
    )


def _clause_of(name: str, edition: Edition, scope: str | None) -> str:
    """Find the clause by its id, or by a fact that exactly one clause of the scope compares."""
    top = select_scope(edition, scope)
    clauses = [clause for root, _ in top.clauses for clause in root.walk()]
    comparing = [
        clause.id
        for clause in clauses
        if number_of(clause) is not None and name in facts_of(clause.test)
    ]
    if len(comparing) == 1:
        return comparing[0]
    if len(comparing) > 1:
        listed = " ".join(comparing)
        raise FaultError(
            Words(
                f"事実「{name}」を比べる条項が複数あります。",
                f"several clauses compare the fact '{name}'.",
            ),
            "--set",
            Words(f"条項を選んでください: {listed}", f"Choose a clause: {listed}"),
        )
    if any(each.id == edition.whole_id(name) for each in edition.walk()):
        return edition.whole_id(name)
    raise _nothing_to_change(name, edition, clauses)


def _nothing_to_change(name: str, edition: Edition, clauses: Iterable[Clause]) -> FaultError:
    compared = (fact for each in clauses if number_of(each) for fact in facts_of(each.test))
    known = (*edition.parameters, *compared, *(each.id for each in edition.walk()))
    meant = did_you_mean(name, known)
    see = f"kinten guideline show {edition.id}"
    return FaultError(
        Words(
            f"{edition.id}に条項・事実・目安「{name}」はありません。",
            f"{edition.id} has no clause, fact or parameter '{name}'.",
        ),
        f"--set {name}",
        Words(
            f"{meant.ja}条項の一覧は「{see}」。", f"{meant.en}The clauses are listed by '{see}'."
        ),
    )


def _decimal(name: str, value: str) -> Decimal:
    # As in a cell: full width and thousands apart are read. Python's own 1_000 is no way to write.
    plain = unicodedata.normalize("NFKC", value).replace(",", "").replace("_", "?").strip()
    try:
        number = Decimal(plain.rstrip("%"))
    except InvalidOperation as error:
        raise FaultError(
            Words(
                f"「{value}」は数値でも強さの語でもありません。",
                f"'{value}' is neither a number nor a strength.",
            ),
            f"--set {name}",
            Words(
                f"数値、または {' '.join(Strength)} を書いてください。",
                f"Write a number or one of {' '.join(Strength)}.",
            ),
        ) from error
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        raise FaultError(
            Words(f"「{value}」は使えない数です。", f"'{value}' is no number that can be used."),
            f"--set {name}",
            Words(
                f"{_MOST_DIGITS}桁までの数値を書いてください。",
                f"Write a number of up to {_MOST_DIGITS} digits.",
            ),
        )
    return number / 100 if plain.endswith("%") else number


def _effort(name: str, share: Decimal) -> Decimal:
    """Refuse a share of working hours that nobody can have."""
    if not 0 < share <= 1:
        raise FaultError(
            Words(f"「{share}」は勤務時間の割合になりません。", f"{share} is no share of hours."),
            f"--set {name}",
            Words(
                "0より大きく1以下の数を書いてください（例 0.8）。",
                "Write a number above 0, up to 1.",
            ),
        )
    return share


def _possible(edition: Edition, clause: str, number: Decimal) -> Decimal:
    """Refuse a number that no report can hold: below nothing, or a share over the whole."""
    test = edition.clause(clause).test
    is_share = any(CATALOGUE[fact].type is FactType.SHARE for fact in facts_of(test))
    is_ratio = is_share or isinstance(test, Ratio)
    if is_share:
        remedy = Words("割合は 0.15 か 15% と書きます。", "Write a share as 0.15 or 15%.")
    elif is_ratio:
        remedy = Words("0以上の数を書いてください。", "Write a number from 0 on.")
    else:
        remedy = Words(
            "件数や人数は0以上の整数で書いてください。",
            "A count is a whole number from 0 on.",
        )
    is_whole = number == number.to_integral_value()
    if number < 0 or (is_share and number > 1) or not (is_ratio or is_whole):
        raise FaultError(
            Words(f"「{number}」はこの条項の数値になりません。", f"{number} cannot be its number."),
            f"--set {clause}",
            remedy,
        )
    return number


def _roughly(value: str) -> Decimal:
    if value == STRICT:
        return Decimal(1)
    try:
        factor = Decimal(value)
    except InvalidOperation:
        factor = Decimal(0)
    if not (factor.is_finite() and 0 < factor <= 1):
        raise FaultError(
            Words(
                f"概ねの読み方「{value}」は使えません。",
                f"'{value}' is not a reading of 'roughly'.",
            ),
            "--reading roughly",
            Words(
                "strict、または0より大きく1以下の数（例 0.9）。",
                "Use strict, or a number above 0 up to 1 (0.9).",
            ),
        )
    return factor
