"""The reports that a scenario is reckoned with: published ones, those accepted too, or panel papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kinten.data.loading import open_packaged
from kinten.portal.policy.asking import Answer, ask
from kinten.portal.policy.viewer import Viewer
from kinten.portal.public.asking import today
from kinten.portal.reports.models import Decision, ReportVersion, State
from kinten.portal.reports.reading import report_of
from kinten.report.intake import read_input
from kinten.report.model import Report
from kinten.vocabulary.wording import Words

_PAPERS = "meeting_paper_volumes.csv"


class Data(StrEnum):
    """Which reports are judged."""

    PUBLISHED = "published"
    ACCEPTED = "accepted"
    PAPERS = "papers"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _LABELS[self]

    @property
    def told(self) -> Words:
        """What they are, in a sentence."""
        return _TOLD[self]


_LABELS = {
    Data.PUBLISHED: Words("公表された現況報告", "published status reports"),
    Data.ACCEPTED: Words("受理済みの報告も（厚生労働省）", "accepted reports too (ministry)"),
    Data.PAPERS: Words("検討会の資料の診療実績", "volumes printed in panel papers"),
}
_TOLD = {
    Data.PUBLISHED: Words(
        "病院ごとに、計算結果を公開できる最も新しい現況報告（報告と検討会の決定が公表され、病院が意見を述べたか、その期限が過ぎたもの）で計算しています。",
        "Reckoned with each hospital's newest status report whose computed result may be public: report and decision "
        "are published, and the hospital has commented or the last day for it has passed.",
    ),
    Data.ACCEPTED: Words(
        "病院ごとに、受理されたか公表された最も新しい現況報告で計算しています。公表前の報告を含むので、公開できません。",
        "Reckoned with each hospital's newest status report that was accepted or published. It holds reports that are "
        "not public: do not pass it on.",
    ),
    Data.PAPERS: Words(
        "検討会の資料3-1-①に印刷された病院の診療実績（病院ごとに最も新しい年）で計算しています。ほかの指定病院の値は公表されていません。",
        "Reckoned with the volumes printed in panel papers 3-1-1 (each hospital's newest year). "
        "Those of the other designated hospitals are not published.",
    ),
}
WITHHELD = Words(
    "この資料の病院には、計算結果に意見を述べる機会がまだありません。病院名・医療圏・地図は厚生労働省の利用者にだけ示し、ここでは数だけを示します。",
    "The hospitals of these papers have not had the chance to comment on a computed result. Their names, the areas and "
    "the map are shown to the ministry alone; here only counts stand.",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The reports to judge. ``waiting`` counts hospitals whose published report cannot be used yet.

    ``is_named`` says whether hospitals and areas may be named to the one who looks. ``key`` tells one
    choice of reports from any other.
    """

    data: Data
    reports: tuple[Report, ...]
    waiting: int
    is_named: bool
    key: tuple[int, ...]


def default_data() -> Data:
    """Give published reports where there is one to judge, else the papers."""
    return Data.PUBLISHED if _usable()[0] else Data.PAPERS


def may_take(viewer: Viewer, data: Data) -> Answer:
    """Ask whether a viewer may reckon with these reports."""
    return ask(viewer, "whatif.every" if data is Data.ACCEPTED else "public.read")


def take_figures(viewer: Viewer, data: Data) -> Figures:
    """Give the reports; whether the viewer may have them is asked before."""
    sees_every = ask(viewer, "whatif.every").is_allowed
    if data is Data.PAPERS:
        return Figures(data, _papers(), 0, sees_every, ())
    chosen, waiting = _usable() if data is Data.PUBLISHED else (_accepted(), 0)
    return Figures(data, _reports(chosen), waiting, is_named=True, key=chosen)


@lru_cache(maxsize=4)
def _reports(versions: tuple[int, ...]) -> tuple[Report, ...]:
    """Read the reports of versions; what a version keeps never changes."""
    found = ReportVersion.objects.in_bulk(versions)
    return tuple(report_of(found[each]) for each in versions)


@lru_cache(maxsize=1)
def _papers() -> tuple[Report, ...]:
    with open_packaged(_PAPERS) as content:
        return read_input(content, _PAPERS).reports


def _usable() -> tuple[tuple[int, ...], int]:
    """Give each hospital's newest version whose verdict is public, and how many hospitals have none.

    The rule is that of ``reports.reading.is_verdict_public``, asked of all versions at once.
    """
    now = today()
    published = ReportVersion.objects.filter(state=State.PUBLISHED, published__lte=now)
    ready = _decided(now)
    newest: dict[str, int] = {}
    waiting: set[str] = set()
    for pk, hospital, year in _newest_of_years(
        published.values_list("pk", "hospital", "year").order_by("hospital", "year", "number")
    ):
        if (hospital, year) in ready:
            newest[hospital] = pk
        else:
            waiting.add(hospital)
    return tuple(newest.values()), len(waiting - newest.keys())


def _accepted() -> tuple[int, ...]:
    held = ReportVersion.objects.filter(state__in=(State.ACCEPTED, State.PUBLISHED))
    found = held.values_list("pk", "hospital", "year").order_by("hospital", "year", "number")
    return tuple({hospital: pk for pk, hospital, _ in found}.values())


def _newest_of_years(rows: Iterable[tuple[int, str, int]]) -> Iterator[tuple[int, str, int]]:
    """Give the last version of each hospital and year, in the order of the years."""
    found = {(hospital, year): pk for pk, hospital, year in rows}
    return ((pk, hospital, year) for (hospital, year), pk in found.items())


def _decided(now: date) -> set[tuple[str, int]]:
    """Give hospital and year of each decision that is public and that the hospital could comment on."""
    standing = Decision.objects.filter(withdrawn=None)
    rows = standing.order_by("decided", "pk").values_list(
        "hospital", "year", "published", "comment_until", "commented"
    )
    newest = {(hospital, year): tuple(rest) for hospital, year, *rest in rows}
    return {
        key
        for key, (published, until, commented) in newest.items()
        if published is not None
        and until is not None
        and published <= now
        and (commented is not None or until < now)
    }
