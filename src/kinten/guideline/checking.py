"""An edition examined: what is wrong in it, what only looks wrong, and how much of the text is held."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kinten.guideline.clauses import Clause, facts_read
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import AllOf, AnyOf, Count, MeetsClause, NoRule, posts_of
from kinten.vocabulary.citation import Provenance
from kinten.vocabulary.strength import Binds, Strength
from kinten.vocabulary.wording import FaultError, Words


class Gravity(StrEnum):
    """An error must be mended; a note should be known."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found in an edition, with its file and line."""

    gravity: Gravity
    clause: str
    place: str
    words: Words


@dataclass(frozen=True, slots=True)
class Examination:
    """What an edition holds: counts by provenance, holes, clauses that never answer, remarks."""

    clauses: int
    holes: tuple[str, ...]
    silent: tuple[str, ...]
    provenances: dict[str, int]
    facts: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything has to be mended."""
        return any(remark.gravity is Gravity.ERROR for remark in self.remarks)


def examine(edition: Edition, predecessor: Edition | None = None) -> Examination:
    """Examine an edition that has been loaded (so its schema, facts and citations are sound).

    ``predecessor`` lets the ids named by ``was`` be checked as well.
    """
    clauses = list(edition.walk())
    provenances = Counter(clause.provenance.value for clause in clauses)
    facts = dict.fromkeys(fact for clause in clauses for fact in _facts(clause))
    return Examination(
        clauses=len(clauses),
        holes=tuple(clause.id for clause in clauses if clause.is_hole),
        silent=tuple(clause.id for clause in clauses if not clause.is_evaluated),
        provenances={each.value: provenances[each.value] for each in Provenance},
        facts=tuple(facts),
        remarks=tuple(_remarks(edition, predecessor)),
    )


def _facts(clause: Clause) -> Iterator[str]:
    yield from facts_read(clause)


def _remarks(edition: Edition, predecessor: Edition | None) -> Iterator[Remark]:
    every = [each.id for each in edition.walk() if each.is_hole]
    if edition.is_complete and every:
        yield _error(
            edition.id,
            f"{edition.id}/edition.yaml:1",
            f"complete: true ですが、条文未収載の項があります: {' '.join(every)}",
            f"says complete: true but holds holes: {' '.join(every)}",
        )
    for path, subtree in edition.tree.subtrees.items():
        holes = [each.id for each in edition.walk() if each.is_hole and _is_below(each.id, path)]
        if subtree.is_complete and holes:
            yield _error(
                path,
                subtree.place,
                f"complete: true ですが、条文未収載の項があります: {' '.join(holes)}",
                f"says complete: true but holds holes: {' '.join(holes)}",
            )
    for root in edition.tree.roots:
        yield from _clause_remarks(edition, root, None)
    yield from _effort_remarks(edition)
    yield from _ancestry_remarks(edition, predecessor)


def _clause_remarks(edition: Edition, clause: Clause, parent: Clause | None) -> Iterator[Remark]:
    yield from _reach_remarks(clause, parent)
    if isinstance(clause.test, AllOf | AnyOf) and not clause.arms:
        yield _error(clause.id, clause.place, "下位の条項がありません。", "has no sub-clause.")
    if isinstance(clause.test, NoRule) != (clause.strength is Strength.NONE):
        yield _error(
            clause.id,
            clause.place,
            "no_rule と strength: none は一組で使います。",
            "no_rule and strength: none belong together.",
        )
    if isinstance(clause.test, MeetsClause):
        yield from _target_remarks(edition, clause, clause.test.clause)
    yield from _people_remarks(clause, parent)
    for below in (*clause.arms, *clause.parts):
        yield from _clause_remarks(edition, below, clause)


def _reach_remarks(clause: Clause, parent: Clause | None) -> Iterator[Remark]:
    """Find clauses that no hospital can ever be asked."""
    asked = clause.kinds if parent is None else clause.kinds & parent.kinds
    if not asked:
        yield _error(
            clause.id,
            clause.place,
            "どの類型にも届きません（親条項と類型が重なりません）。",
            "reaches no kind of hospital (its kinds and its parent's do not meet).",
        )
    if parent is not None and parent.is_hole:
        yield _error(
            clause.id,
            clause.place,
            "条文未収載の項の下にあります。",
            "stands below a hole.",
        )


def _target_remarks(edition: Edition, clause: Clause, target: str) -> Iterator[Remark]:
    try:
        edition.clause(target)
    except FaultError as error:
        yield _error(clause.id, clause.place, error.what.ja, error.what.en)


def _people_remarks(clause: Clause, parent: Clause | None) -> Iterator[Remark]:
    test = clause.test
    if isinstance(test, Count) and test.of_parent:
        if parent is None or not isinstance(parent.test, Count):
            yield _error(
                clause.id,
                clause.place,
                "of_parent ですが、親条項が人数の条項ではありません。",
                "says of_parent, but its parent does not count people.",
            )
    elif any(not post.roles for post in posts_of(test)):
        yield _error(
            clause.id,
            clause.place,
            "職種（role）がありません。",
            "counts people without a role.",
        )


def _effort_remarks(edition: Edition) -> Iterator[Remark]:
    efforts = {
        str(post.effort)
        for clause in edition.walk()
        for post in posts_of(clause.test)
        if post.effort is not None
    }
    for effort in sorted(efforts - set(edition.parameters)):
        yield Remark(
            Gravity.NOTE,
            edition.id,
            f"{edition.id}/edition.yaml:1",
            Words(
                f"「{effort}」の割合がこの版にないため、申告の語だけで判定します。",
                f"holds no share for '{effort}', so the declared word alone decides.",
            ),
        )


def _ancestry_remarks(edition: Edition, predecessor: Edition | None) -> Iterator[Remark]:
    if predecessor is None:
        return
    held = {clause.path for clause in predecessor.walk()}
    for clause in edition.walk():
        if clause.was is not None and clause.was not in held:
            yield _error(
                clause.id,
                clause.place,
                f"was の「{clause.was}」は{predecessor.id}にありません。",
                f"says it was '{clause.was}', which {predecessor.id} does not have.",
            )


def _is_below(clause: str, path: str) -> bool:
    return clause == path or clause.startswith(f"{path}/")


def _error(clause: str, place: object, ja: str, en: str) -> Remark:
    return Remark(Gravity.ERROR, clause, str(place), Words(ja, en))


def binding_facts(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Map each fact to the clauses that read it, hospital-binding ones only, in text order."""
    found: dict[str, list[str]] = {}
    for clause in edition.walk():
        if clause.binds is Binds.HOSPITAL:
            for fact in _facts(clause):
                found.setdefault(fact, []).append(clause.id)
    return {fact: tuple(clauses) for fact, clauses in found.items()}
