"""Reading tables back: which there are for whom, whose they are, and their cells."""

from functools import lru_cache

from django.db.models import QuerySet
from django.http import Http404

from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import NOWHERE, Place, Viewer
from kinten.portal.registry_pages.cells import Cells
from kinten.portal.registry_pages.models import ProtectedTable

READ = "registry.read"


def place_of(table: ProtectedTable | None) -> Place:
    """Tell the policy whose a table is and whether anybody may read it."""
    if table is None:
        return NOWHERE
    return Place(table.hospital, table.prefecture, is_published=table.is_public)


def place_of_table(number: int, ending: str = "") -> Place:  # noqa: ARG001 - the shape of the route
    """Give the place of the table of an address, or of its file; nowhere for one that is not there or was withdrawn."""
    return place_of(_held(number).first())


def find_table(number: int) -> ProtectedTable:
    """Give a table; Http404 where it is not there or was withdrawn."""
    table = _held(number).first()
    if table is None:
        raise Http404
    return table


def tables_for(viewer: Viewer) -> list[ProtectedTable]:
    """Give the tables that a viewer may read, the newest first, without their cells."""
    held = ProtectedTable.objects.filter(withdrawn=None).defer("content").order_by("-pk")
    return [each for each in held if ask(viewer, READ, place_of(each)).is_allowed]


def cells_of(table: ProtectedTable) -> Cells:
    """Give the cells of a table; each process keeps those that were read last."""
    return _cells(table.pk, table.file_sha256)


@lru_cache(maxsize=8)
def _cells(number: int, sha256: str) -> Cells:  # noqa: ARG001 - the key of what is kept
    found = ProtectedTable.objects.values_list("dimensions", "content").get(pk=number)
    dimensions, content = found
    return Cells(tuple(dimensions), tuple((tuple(row[:-2]), row[-2], row[-1]) for row in content))


def _held(number: int) -> QuerySet[ProtectedTable]:
    # A number that no row can have would be an error of the database.
    held = ProtectedTable.objects.filter(pk=min(number, 2**62), withdrawn=None)
    return held.defer("content")
