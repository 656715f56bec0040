"""Which part of an edition is judged, and whether its text is held."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.vocabulary.strength import Manner
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Scope:
    """The clauses at the top of what is judged, each with the manner that holds above it."""

    id: str
    clauses: tuple[tuple[Clause, bool], ...]
    is_complete: bool


def select_scope(edition: Edition, scope: str | None = None) -> Scope:
    """Select a clause, a subtree, or (without a scope) the whole edition.

    Raises FaultError for an edition that is a title only, and for a scope it does not have.
    """
    if not edition.clauses_are_held:
        raise FaultError(
            Words(
                "この版は名称だけで、条文を収載していません。",
                "only the title of this edition is held.",
            ),
            edition.id,
            Words("条文のある版を選んでください。", "Choose an edition whose clauses are held."),
        )
    wanted = edition.id if scope is None else edition.whole_id(scope)
    if wanted == edition.id:
        return Scope(
            wanted, tuple((root, False) for root in edition.tree.roots), edition.is_complete
        )
    top = tuple(_topmost(edition.tree.roots, wanted, is_rough=False))
    if not top:
        edition.clause(wanted)
    return Scope(wanted, top, is_complete(edition, wanted))


def is_complete(edition: Edition, path: str) -> bool:
    """Tell whether the text of an edition, a subtree or a clause is held.

    A section says so itself. A clause is complete where no hole stands below it.
    """
    if path == edition.id:
        return edition.is_complete
    stated = edition.tree.subtrees.get(path)
    if stated is not None:
        return stated.is_complete
    below = [each for each in edition.walk() if _is_below(each.id, path)]
    has_own_clause = any(each.id == path for each in below)
    return has_own_clause and not any(each.is_hole for each in below)


def _topmost(
    clauses: tuple[Clause, ...], wanted: str, *, is_rough: bool
) -> Iterator[tuple[Clause, bool]]:
    for clause in clauses:
        if _is_below(clause.id, wanted):
            yield clause, is_rough
            continue
        inside = clause.manner is Manner.ROUGHLY if clause.states_manner else is_rough
        yield from _topmost((*clause.arms, *clause.parts), wanted, is_rough=inside)


def _is_below(clause: str, path: str) -> bool:
    return clause == path or clause.startswith(f"{path}/")
