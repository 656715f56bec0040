"""A scenario computed again from what its document says was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kinten.desk.call import Call
from kinten.desk.equating import split_equated
from kinten.desk.reading import Inputs
from kinten.desk.replay_inputs import Found, find_inputs, read_found
from kinten.desk.replay_network import find_atlas
from kinten.desk.whatif import Asked, what_if
from kinten.desk.whatif_result import whatif_document
from kinten.report.intake import join_intakes
from kinten.vocabulary.hospital_kind import Kind

Document = Mapping[str, Any]


def asked_in(then: Document, edition: str | None) -> tuple[Asked, date]:
    """Give the scenario and the day of a document; ``edition`` replaces the one after.

    Raises KeyError, TypeError or ValueError where the document was changed by hand.
    """
    told = then["call"]
    readings, equated = split_equated(dict(told["reading"]))
    kind, before = told["kind"], str(then["editions"]["before"]["id"])
    after = str(then["editions"]["after"]["id"])
    call = Call(
        edition=edition or after,
        scope=told["scope"],
        kind=None if kind is None else Kind(kind),
        years=str(told["years"]),
        readings=readings,
        changes=dict(told["set"]),
        overlay=dict(told["overlay"]),
        hospital=told["hospital"],
        facts_file=told["facts"],
    )
    asked = Asked(
        call,
        None if before == after else before,
        equated,
        tuple(told["without"]),
        tuple(told["opening"]),
        told["curve"],
    )
    return asked, date.fromisoformat(then["as_of"])


@dataclass(frozen=True, slots=True)
class Asking:
    """The inputs of a scenario by name and sha256: reports first, then the tables of the network.

    ``network`` is the name of the user's own folder, None for the packaged network.
    """

    reports: list[tuple[str, str]]
    tables: list[tuple[str, str]]
    network: str | None


def replay_whatif(
    asked: Asked, day: date, asking: Asking, folder: Path | None, beside: Path
) -> tuple[dict[str, Any], list[Found]]:
    """Compute a scenario again; gives the document of now and the inputs that were found."""
    found = find_inputs(asking.reports, folder, (beside, Path()))
    reports, sources = read_found(found, has_facts=asked.call.facts_file is not None)
    inputs = Inputs(sources, reports, (), (), join_intakes(())) if found else None
    atlas = find_atlas(asking.tables, asking.network, folder, beside)
    return whatif_document(what_if(reports, asked, atlas, day), inputs), found
