"""In which role somebody acts: the one of their grants that allows the act."""

from django.core.exceptions import PermissionDenied

from kinten.portal.places.reading import current_atlas, see_network
from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import NOWHERE, Place, Viewer
from kinten.portal.public.asking import today
from kinten.portal.record.appending import Actor
from kinten.vocabulary.hospital_kind import Kind


def actor_for(viewer: Viewer, act: str, place: Place) -> Actor:
    """Give who acts, with the role by which they may; PermissionDenied where no role of theirs does."""
    for grant in viewer.grants:
        alone = Viewer(viewer.user, viewer.name, (grant,), viewer.in_session)
        if ask(alone, act, place).is_allowed:
            return Actor(viewer.user, str(grant.role))
    raise PermissionDenied


def place_of_hospital(identity: str) -> Place:
    """Give the place of a hospital; nowhere for one that the network has not."""
    known = current_atlas().network.hospitals.get(identity)
    if known is None:
        return NOWHERE
    return Place(identity, known.prefecture, is_ncc=is_of_ncc(identity))


def is_of_ncc(identity: str) -> bool:
    """Whether a hospital is one of the National Cancer Center today."""
    standing = see_network(today()).snapshot.of(identity)
    return standing is not None and standing.kind is Kind.NCC
