"""Where the open tables come from: packaged sources, and the editions of the guideline."""

from collections.abc import Callable

from kinten.data.loading import list_sources
from kinten.guideline.loading import list_editions, load_edition
from kinten.portal.opendata.shapes import Source, packaged
from kinten.vocabulary.wording import Words


def sources_of(*names: str) -> Callable[[], tuple[Source, ...]]:
    """Give what tells the packaged sources of some names."""

    def told() -> tuple[Source, ...]:
        known = {each.name: each for each in list_sources()}
        return tuple(packaged(known[name]) for name in names)

    return told


def editions_source() -> tuple[Source, ...]:
    """Tell the source of the editions: notices of the ministry, told in words of our own."""
    editions = [load_edition(name) for name in list_editions()]
    issued = [each.issued for each in editions if each.issued is not None]
    checked = [each.checked_on for each in editions if each.checked_on is not None]
    return (
        Source(
            "editions",
            Words("指定要件などの版と条項", "Editions and clauses of the guidelines"),
            Words("厚生労働省", "Ministry of Health, Labour and Welfare, Japan"),
            Words(
                "条項の符号と言い方はKintenのもの（Apache License 2.0）。通知の文は含まない",
                "Ids and words of the clauses are Kinten's (Apache License 2.0); "
                "no sentence of the notices is in it",
            ),
            f"{min(issued)}..{max(issued)}" if issued else "",
            max(checked).isoformat() if checked else "",
            tuple(each.title.ja for each in editions),
        ),
    )
