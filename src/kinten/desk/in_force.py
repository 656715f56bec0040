"""Which edition was in force on a day."""

from datetime import date

from kinten.guideline.edition import Edition, Programme
from kinten.guideline.loading import list_editions, load_edition
from kinten.vocabulary.wording import FaultError, Words


def edition_in_force(day: date) -> Edition:
    """Give the designation guideline in force on a day.

    Raises FaultError with the editions and their dates where none was, or where its text is not held.
    """
    editions = [load_edition(name) for name in list_editions()]
    held = [
        each
        for each in editions
        if each.clauses_are_held and each.programme is Programme.DESIGNATION
    ]
    for edition in held:
        if edition.is_in_force_on(day) and not edition.is_draft:
            return edition
    spans = [(each.id, each.in_force[0], each.in_force[1] or "") for each in held]
    listed = Words(
        "、".join(f"{name}（{begins}〜{ends}）" for name, begins, ends in spans),
        ", ".join(f"{name} ({begins} to {ends})" for name, begins, ends in spans),
    )
    raise FaultError(
        Words(
            f"{day}に施行されていた版を収載していません。",
            f"no edition held was in force on {day}.",
        ),
        "--edition",
        Words(f"版を指定してください: {listed.ja}", f"Name an edition: {listed.en}"),
    )
