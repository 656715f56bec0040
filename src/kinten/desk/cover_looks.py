"""How the map tells areas with a local cancer hospital only apart, by what they were before."""

from collections.abc import Sequence
from dataclasses import replace

from kinten.coverage.blank import AreaCover
from kinten.coverage.past import Past
from kinten.desk.drawing.svg import Look, Picture

_LOOKS = {
    Past.WAS_BLANK: ("#eef8e8", "dots"),
    Past.HAD_HUB: ("#8cc77e", "bars"),
}


def tell_pasts_apart(picture: Picture, covers: Sequence[AreaCover], lang: str) -> Picture:
    """Give the areas whose past a source tells a class of their own, behind the class they were in."""
    shown = dict(picture.shown)
    looks = list(picture.looks)
    for past, (fill, pattern) in _LOOKS.items():
        of = [each for each in covers if each.past is past]
        if not of:
            continue
        before = shown[of[0].area.code]
        key = f"{before}-{past.value.replace('_', '-')}"
        at = next(number for number, look in enumerate(looks) if look.key == before)
        looks.insert(at + 1, Look(key, fill, of[0].label.in_language(lang), pattern))
        shown.update({each.area.code: key for each in of})
    in_use = set(shown.values())
    return replace(picture, shown=shown, looks=[look for look in looks if look.key in in_use])
