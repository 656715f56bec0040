"""How far the nearest hub is, in words: whose minutes are whose."""

from collections.abc import Iterable

from kinten.coverage.travel import Access
from kinten.geography.area import Area
from kinten.vocabulary.wording import Words


def tell_nearest(access: Access, widest: Access, no_way: Words) -> Iterable[Words]:
    """Tell the mean minutes to each municipality's own nearest hub, then the one most residents are near.

    ``widest`` counts the hospitals of unknown kind or standing as hubs too; ``no_way`` says what it means
    that there are no minutes.
    """
    if access.nearest is None or access.mean is None:
        yield Words(
            f"{no_way.ja}（住民{access.cut_off:,}人）",
            f"{no_way.en} ({access.cut_off:,} residents)",
        )
    else:
        yield from _told(access)
        if access.cut_off:
            yield Words(
                f"ほかに{no_way.ja}住民{access.cut_off:,}人",
                f"besides {access.cut_off:,} residents: {no_way.en}",
            )
    if widest.nearest is not None and widest.mean is not None and _is_nearer(widest, access):
        name = widest.nearest.name
        yield Words(
            f"類型か指定が不明の病院も拠点病院なら平均 約{widest.mean:.0f}分（最も多くの住民に近いのは{name}）",
            f"a mean of about {widest.mean:.0f} min if hospitals of unknown kind or standing are hubs too "
            f"(nearest to most: {name})",
        )


def _told(access: Access) -> Iterable[Words]:
    if access.nearest is None or access.mean is None or access.nearest_mean is None:
        return
    name, mean, own = access.nearest.name, access.mean, access.nearest_mean
    share = access.nearest_share or 0.0
    if share >= 1.0:
        yield Words(f"{name}まで平均 約{mean:.0f}分", f"{name}, a mean of about {mean:.0f} min")
        return
    yield Words(
        f"平均 約{mean:.0f}分（市町村ごとに最も近い拠点病院まで）",
        f"a mean of about {mean:.0f} min (each municipality to its own nearest hub)",
    )
    yield Words(
        f"最も多くの住民（{share:.0%}）に近いのは{name}（この病院までは平均 約{own:.0f}分）",
        f"nearest to most residents ({share:.0%}): {name} (a mean of about {own:.0f} min to it)",
    )


def _is_nearer(widest: Access, access: Access) -> bool:
    if widest.mean is None or access.mean is None:
        return widest.mean is not None
    return widest.nearest != access.nearest or round(widest.mean) != round(access.mean)


def tell_water(name: str) -> Words:
    """Warn that the straight line from an area without a land neighbour crosses water."""
    return Words(
        f"注意：陸の隣接がない医療圏のため、{name}への直線は海を渡る。道路ではこの分より長くかかる",
        f"Caution: the area has no land neighbour, so the straight line to {name} crosses water; "
        "by road it takes longer than these minutes",
    )


_KANMON = frozenset({("35", "下関"), ("40", "北九州")})
"""The two areas at the Kanmon strait, by prefecture and name."""


def tell_kanmon(area: Area) -> Words | None:
    """Warn in the areas at the Kanmon strait that no way across it is known; None elsewhere.

    It is for minutes by straight distances, which join what has a border by land.
    """
    if (area.prefecture, area.name) not in _KANMON:
        return None
    return Words(
        "注意：関門の道路は収載した資料にないため、本州と九州のあいだの分は数えていない（陸路なし）。"
        "海峡の向こうの病院が近いことがある",
        "Caution: no source held has the roads across the Kanmon strait, so no minutes between Honshu and "
        "Kyushu are counted (no way by land); a hospital across it may be nearer",
    )
