"""The status-report form of an edition and a kind of hospital."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.loading import load_edition
from kinten.guideline.shapes import Compare, MeetsKind, facts_of, posts_of
from kinten.report.form import write_form
from kinten.report.form_layout import FormItem, FormLayout, FormSection, Identity
from kinten.report.model import Report
from kinten.verdict.scope import select_scope
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Strength
from kinten.vocabulary.wording import FaultError, Words

_REMEDY = "expected_remedy"


def make_form(
    path: Path, edition_id: str, kind: Kind, last: Report | None = None, year: int | None = None
) -> None:
    """Write the form of an edition for a kind, last year's answers beside where given."""
    edition = load_edition(edition_id)
    layout = lay_out(edition, kind, last, year)
    try:
        write_form(path, layout)
    except OSError as error:
        raise FaultError(
            Words(
                f"様式を書き込めません（{error.strerror}）。",
                f"cannot write it ({error.strerror}).",
            ),
            str(path),
            Words(
                "フォルダーと権限を確かめてください。", "Look at the folder and its permissions."
            ),
        ) from error


def lay_out(
    edition: Edition, kind: Kind, last: Report | None = None, year: int | None = None
) -> FormLayout:
    """Lay out what the edition asks of a kind: each fact once, where the text first reads it.

    Raises FaultError where the edition asks nothing of the kind.
    """
    select_scope(edition)
    met = _kinds_met(edition, kind)
    clauses = [
        each
        for each in edition.walk()
        if _is_asked(each, kind)
        or (each.strength.is_binding and any(_is_asked(each, other) for other in met))
    ]
    sections = tuple(_sections(edition, clauses))
    posts = [post for clause in clauses for post in posts_of(clause.test)]
    if not sections and not posts:
        raise FaultError(
            Words(
                f"{edition.id}は{kind.label.ja}に何も求めていません。",
                f"{edition.id} asks nothing of a {kind.label.en}.",
            ),
            "--kind",
            Words("別の類型か版を選んでください。", "Choose another kind or edition."),
        )
    remedy = FormSection(Words("補足", "Further"), (FormItem(_REMEDY),))
    return FormLayout(
        edition=edition.id,
        edition_title=edition.title,
        kind=kind,
        sections=(*sections, remedy),
        roles=tuple(dict.fromkeys(role for post in posts for role in post.roles)),
        qualifications=tuple(
            dict.fromkeys(post.qualification for post in posts if post.qualification)
        ),
        training=tuple(sorted({part for post in posts for part in post.training})),
        year=year,
        identity=Identity() if last is None else _identity(last),
        last_year=last,
    )


def _kinds_met(edition: Edition, kind: Kind) -> frozenset[Kind]:
    """Give the kinds whose requirements a kind has to meet as well: a hub meets the regional ones."""
    found: set[Kind] = set()
    left = [kind]
    while left:
        each = left.pop()
        tests = [clause.test for clause in edition.walk() if _is_asked(clause, each)]
        met = {test.kind for test in tests if isinstance(test, MeetsKind)} - found - {kind}
        found |= met
        left += met
    return frozenset(found)


def _is_asked(clause: Clause, kind: Kind) -> bool:
    binds = (Binds.HOSPITAL, Binds.NCC) if kind is Kind.NCC else (Binds.HOSPITAL,)
    return clause.concerns(kind) and clause.binds in binds and clause.is_evaluated


def _identity(last: Report) -> Identity:
    return Identity(
        last.hospital,
        last.hospital_id,
        last.prefecture,
        last.area,
        last.is_advanced,
        last.is_exceptional,
    )


def _sections(edition: Edition, clauses: Iterable[Clause]) -> Iterator[FormSection]:
    """Gather the items under the titles of the text, in its order."""
    asked: set[str] = set()
    found: dict[Words, list[FormItem]] = {}
    for clause in clauses:
        items = list(_items(clause, edition, asked))
        if items:
            found.setdefault(_title(edition, clause), []).extend(items)
    for title, items in found.items():
        yield FormSection(title, tuple(items))


def _title(edition: Edition, clause: Clause) -> Words:
    path = clause.id
    while path not in edition.tree.subtrees and "/" in path:
        path = path.rpartition("/")[0]
    subtree = edition.tree.subtrees.get(path)
    return edition.title if subtree is None else subtree.title


def _items(clause: Clause, edition: Edition, asked: set[str]) -> Iterator[FormItem]:
    """Give the lines of one clause: its condition, its facts, and the reason where it is in principle."""
    condition = () if clause.applies_if is None else facts_of(clause.applies_if)
    for fact in condition:
        if _is_new(fact, asked):
            yield FormItem(fact, strength="条件")
    facts = [fact for fact in facts_of(clause.test) if _is_new(fact, asked)]
    reason = clause.path if clause.strength is Strength.PRINCIPLE else ""
    for fact in facts:
        yield FormItem(
            fact,
            label=clause.label if len(facts) == 1 and _is_answer(fact) else Words("", ""),
            orientation=_orientation(clause),
            strength=_strength(clause),
            reason_for=reason if fact == facts[0] else "",
            meaning=_meaning(clause, fact),
        )
    if reason and not facts:
        yield FormItem(
            label=_whole_label(clause, edition),
            strength=clause.strength.label.ja,
            reason_for=reason,
        )


def _strength(clause: Clause) -> str:
    return clause.strength.label.ja if clause.binds is Binds.HOSPITAL else "判定外"


def _meaning(clause: Clause, fact: str) -> Words:
    """Say beside an item that no hospital is judged by it; left to the catalogue elsewhere."""
    if clause.binds is Binds.HOSPITAL:
        return Words("", "")
    meaning, bound = CATALOGUE[fact].meaning, clause.binds.label
    return Words(
        f"{bound.ja}に課す条項。病院の判定に入れない。{meaning.ja}",
        f"Binds {bound.en}; no part of a hospital's verdict. {meaning.en}",
    )


def _whole_label(clause: Clause, edition: Edition) -> Words:
    """Put the parent's words before a part that speaks of 同医師."""
    parent = next((each for each in edition.walk() if clause in each.parts), None)
    if parent is None:
        return clause.label
    return Words(f"{parent.label.ja}：{clause.label.ja}", f"{parent.label.en}: {clause.label.en}")


def _is_new(fact: str, asked: set[str]) -> bool:
    if fact in asked or not CATALOGUE[fact].is_asked:
        return False
    asked.add(fact)
    return True


def _is_answer(fact: str) -> bool:
    return CATALOGUE[fact].type is FactType.YES_NO


def _orientation(clause: Clause) -> str:
    test = clause.test
    if not isinstance(test, Compare):
        return ""
    is_share = CATALOGUE[test.fact].type is FactType.SHARE
    number = f"{test.number * 100:.0f}%" if is_share else f"{test.number:,}"
    return number + {"at_least": "以上", "at_most": "以下", "equals": ""}[test.comparison]
