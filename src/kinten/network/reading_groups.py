"""Rows of groups and of who gives which treatment within one."""

from collections.abc import Iterable
from datetime import date

from kinten.network.cells import (
    Row,
    read_day,
    read_hospital,
    read_needed,
    read_span,
    unknown_hospital,
)
from kinten.network.group import Cancer, Giver, Group, Modality, Provision
from kinten.vocabulary.wording import Words


def read_group(row: Row, known: frozenset[str], recorded: date) -> Group:
    """Read one row of groups; a hospital that is its own partner is refused."""
    hospital, partner = read_hospital(row, known), row.get("partner_id")
    if partner and partner not in known:
        raise unknown_hospital(row, "partner_id", partner)
    if partner == hospital:
        raise row.wrong(
            "partner_id",
            Words(
                f"病院{hospital}が自分自身の相手になっています。",
                f"the hospital {hospital} is its own partner.",
            ),
            Words("相手の拠点病院の符号を書いてください。", "Write the id of the partner hub."),
        )
    return Group(
        hospital,
        partner,
        row.get("partner_printed"),
        row.get("source"),
        read_day(row, "recorded") or recorded,
        *read_span(row),
        read_day(row, "stated"),
    )


def read_provisions(
    rows: Iterable[Row], known: frozenset[str], recorded: date
) -> tuple[Provision, ...]:
    """Read who gives what; two answers about one treatment from one day on are refused."""
    found: list[Provision] = []
    first: dict[tuple[str, Cancer, Modality, date | None], Provision] = {}
    for row in rows:
        each = _provision(row, known, recorded)
        found.append(each)
        twin = first.setdefault((each.hospital, each.cancer, each.modality, each.begins), each)
        if twin.giver is not each.giver:
            raise row.wrong(
                "giver",
                Words(
                    f"病院{each.hospital}の{each.cancer.label.ja}の{each.modality.label.ja}に、同じ日からの"
                    f"二つの答え（{twin.giver.label.ja}と{each.giver.label.ja}）があります。",
                    f"the hospital {each.hospital} has two answers from one day on for "
                    f"{each.modality.label.en} of {each.cancer.label.en} cancer "
                    f"({twin.giver.label.en} and {each.giver.label.en}).",
                ),
                Words(
                    "一行だけを残すか、始まりの日（begins）を直してください。",
                    "Keep one of the rows, or mend the day on which it begins.",
                ),
            )
    return tuple(found)


def _provision(row: Row, known: frozenset[str], recorded: date) -> Provision:
    return Provision(
        read_hospital(row, known),
        read_needed(row, "cancer", Cancer),
        read_needed(row, "modality", Modality),
        read_needed(row, "giver", Giver),
        row.get("source"),
        read_day(row, "recorded") or recorded,
        *read_span(row),
    )
