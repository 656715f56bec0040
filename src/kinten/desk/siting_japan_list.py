"""A user's own list of candidates, and the hospitals that a table of minutes may name."""

from dataclasses import replace
from pathlib import Path

from kinten.desk.atlas import Atlas
from kinten.desk.filing import source_of
from kinten.desk.opening import all_hospitals
from kinten.report.model import Source
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

_COLUMN = "registry_id"


def read_candidates(path: Path) -> tuple[frozenset[str], tuple[Source, ...]]:
    """Read the column registry_id; FaultError for a file without it, an unknown id, or one given twice."""
    known = {each.id for each in all_hospitals()}
    found: set[str] = set()
    for line, cells in read_delimited(path):
        if _COLUMN not in cells:
            raise FaultError(
                Words(f"列 {_COLUMN} がありません。", f"the column {_COLUMN} is missing."),
                f"{path.name}:1",
                Words(
                    "医療情報ネットの登録番号の列を置いてください。",
                    "Put the registry ids there.",
                ),
            )
        given = cells[_COLUMN].strip()
        at = f"{path.name}:{line}:{_COLUMN}"
        if given not in known:
            raise FaultError(
                Words(
                    f"登録番号「{given}」の病院はありません。", f"no hospital has the id “{given}”."
                ),
                at,
                Words(
                    "2025年6月の病院の一覧にある番号を書いてください。",
                    "Write one of the list of hospitals of June 2025.",
                ),
            )
        if given in found:
            raise FaultError(
                Words(f"{given}が二度あります。", f"{given} is given twice."),
                at,
                Words("一行だけを残してください。", "Keep one of the rows."),
            )
        found.add(given)
    if not found:
        raise FaultError(
            Words("病院がありません。", "there are no hospitals."),
            path.name,
            Words("登録番号を一行に一つ書いてください。", "Write a registry id a line."),
        )
    return frozenset(found), (source_of(path),)


def with_hospitals(atlas: Atlas) -> Atlas:
    """Give the atlas with every hospital of Japan known by its registry id: a table of minutes may name it."""
    every = {each.id: each for each in all_hospitals()}
    network = replace(atlas.network, hospitals={**every, **atlas.network.hospitals})
    return replace(atlas, network=network)
