"""Geography, network and blank areas together: what every command about places starts from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from kinten.coverage.blank import AreaCover, BlankArea, BlankList, cover_areas
from kinten.coverage.flow import Flows, Phase, gather_flows
from kinten.coverage.past import pasts_of
from kinten.coverage.travel import GreatCircle, Matrix, Travel, Ways, measure
from kinten.data.loading import open_packaged
from kinten.desk.frames import find_area
from kinten.desk.odd_areas import refuse_cancer_area
from kinten.geography.frame import Frame, frame_on
from kinten.geography.loading import Geography, load_geography
from kinten.geography.succession import area_in, successions
from kinten.network.designation import Basis
from kinten.network.history import Network, Snapshot, Standing
from kinten.network.loading import load_network, packaged_rows, recorded_on
from kinten.network.reading import Row, Tables, read_network
from kinten.report.model import Source
from kinten.tables.reading import read_delimited
from kinten.vocabulary.wording import FaultError, Words

BLANK_LIST_DAY = date(2024, 4, 1)
TABLES = ("hospitals", "designations", "groups", "provisions", "recommendations")
_PACKAGED = (
    "network_hospitals.csv",
    "network_designations.csv",
    "network_groups.csv",
    "network_recommendations.csv",
    "blank_cancer_areas.csv",
    "areas.csv",
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything about places that a command needs.

    ``official`` is None for a user's own network, ``folder`` the name of its folder, None otherwise.
    """

    geography: Geography
    network: Network
    official: BlankList | None
    sources: tuple[Source, ...]
    folder: str | None = None

    @property
    def frame(self) -> Frame:
        """The frame in which hospitals and blank areas are told."""
        return self.geography.frame

    def in_force(self, day: date) -> "Atlas":
        """Tell everything in the frame of areas in force on a day; FaultError before the first one held.

        A hospital without a municipality has no area where its own was made of several.
        """
        frame = frame_on(self.geography.frames.values(), day).id
        if frame == self.frame.id:
            return self
        places = self.geography.municipalities
        links = successions(places.values(), frame, self.frame.id)
        hospitals = {
            name: replace(
                each, area=area_in(frame, places.get(each.municipality), each.area, links)
            )
            for name, each in self.network.hospitals.items()
        }
        return replace(
            self,
            geography=self.geography.told_in(frame),
            network=replace(self.network, hospitals=hospitals),
        )

    def on(
        self, day: date, recorded_by: date | None = None, kinds_since: date | None = None
    ) -> Snapshot:
        """Give the network of a day; FaultError before the first frame of areas that is held."""
        frame_on(self.geography.frames.values(), day)
        return self.network.as_of(day, recorded_by, kinds_since)

    def may_lack(self, day: date) -> bool:
        """Whether a hospital designated on a day may have no record: before the newest list that is held.

        Of those that left before it only some are named in a paper. A user's own tables are whole.
        """
        if self.official is None:
            return False
        lists = (each.stated for each in self.network.designations if each.basis is Basis.LISTED)
        newest = max((at for at in lists if at is not None), default=date.max)
        return day < newest

    @property
    def recorded(self) -> date:
        """The first day on which anything was recorded; ``date.min`` where a row states none."""
        return min((each.recorded for each in self.network.designations), default=date.min)

    def covers(self, snapshot: Snapshot) -> tuple[AreaCover, ...]:
        """Tell what stands in every area on the day of a snapshot."""
        pasts = pasts_of(self.network, snapshot, self.official)
        return cover_areas(self.frame, snapshot, self.official, pasts)

    def ways(self, standings: Sequence[Standing], travel: Travel | None = None) -> Ways:
        """Measure the ways from every municipality to hospitals whose place is known.

        A user's own minutes need no place.
        """
        chosen = travel or GreatCircle(self.geography.adjacency, tuple(self.frame.areas))
        is_own = isinstance(chosen, Matrix)
        placed = [each.hospital for each in standings if is_own or each.hospital.point is not None]
        places = tuple(self.geography.municipalities.values())
        return measure(chosen, places, placed, self.frame.id)


def load_atlas(folder: Path | None = None, recorded: date | None = None) -> Atlas:
    """Read the packaged network, or a user's own from a folder of CSV tables.

    ``recorded`` is the day of recording for rows of a folder that state none. FaultError names the
    table, line and column of what is wrong.
    """
    geography = load_geography()
    if folder is None:
        sources = tuple(packaged_source(name) for name in _PACKAGED)
        return Atlas(geography, load_network(geography), load_blank_list(), sources)
    if not folder.is_dir():
        raise FaultError(
            Words(
                "ネットワークのフォルダーがありません。", "there is no such folder of a network."
            ),
            str(folder),
            Words(
                f"{' '.join(f'{name}.csv' for name in TABLES)} を置いたフォルダーを指定してください"
                "（hospitals.csv と designations.csv は必須）。",
                f"Name a folder with {' '.join(f'{name}.csv' for name in TABLES)} "
                "(hospitals.csv and designations.csv are needed).",
            ),
        )
    files = [folder / f"{name}.csv" for name in TABLES]
    for path in files[:2]:
        if not path.is_file():
            raise FaultError(
                Words("必要な表がありません。", "a table is missing."),
                str(path),
                Words(f"{path.name}を置いてください。", f"Put {path.name} there."),
            )
    rows = [tuple(_rows(path)) if path.is_file() else () for path in files]
    network = read_network(Tables(*rows), geography, recorded or date.min)
    there = tuple(Source(p.name, sha256(p.read_bytes()).hexdigest()) for p in files if p.is_file())
    return Atlas(geography, network, None, there, folder.resolve().name)


def load_blank_list() -> BlankList:
    """Read the ministry's 56 blank cancer areas of April 2024."""
    return BlankList(
        BLANK_LIST_DAY,
        tuple(
            BlankArea(
                row.get("prefecture"),
                row.get("name"),
                row.get("area"),
                tuple(row.get("municipalities").split()),
            )
            for row in packaged_rows("blank_cancer_areas.csv")
        ),
        recorded_on("blank_cancer_areas.csv"),
    )


def load_flows(phase: Phase = Phase.ACUTE) -> Flows:
    """Read the published shares of patients between areas."""
    import polars as pl

    with open_packaged("patient_flow.parquet") as stream:
        return gather_flows(pl.read_parquet(stream).iter_rows(), phase)


def areas_asked(atlas: Atlas, area: str | None, prefecture: str | None) -> frozenset[str]:
    """Give the codes of the areas that a command is asked about; all without a choice."""
    if area is not None:
        refuse_cancer_area(atlas.geography, atlas.official, area, prefecture)
        return frozenset({find_area(atlas.geography, area, prefecture).code})
    if prefecture is not None:
        return frozenset(each.code for each in atlas.frame.in_prefecture(prefecture))
    return frozenset(atlas.frame.areas)


def _rows(path: Path) -> Iterator[Row]:
    for line, cells in read_delimited(path):
        yield Row(cells, f"{path.name}:{line}")


def packaged_tables() -> tuple[str, ...]:
    """Name the packaged tables that a network is made of, in the order of its sources."""
    return _PACKAGED


def packaged_source(name: str) -> Source:
    """Name a packaged table with its checksum."""
    with open_packaged(name) as stream:
        return Source(name, sha256(stream.read()).hexdigest())
