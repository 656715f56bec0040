"""Figures of a bench as the document has them."""

from typing import Any


def figure(
    name: str,
    value: float | None,
    unit: str,
    *,
    most: float | None = None,
    peer: str | None = None,
    peer_value: float | None = None,
    least_ratio: float | None = None,
) -> dict[str, Any]:
    """Give one figure with its floor: a value of at most ``most``, or a ratio of at least ``least_ratio``.

    ``holds`` is None where what a floor needs was not measured.
    """
    ratio = peer_value / value if value and peer_value is not None else None
    floor, holds = None, None
    if least_ratio is not None:
        floor = f"ratio >= {least_ratio:g}"
        holds = None if ratio is None else ratio >= least_ratio
    elif most is not None:
        floor = f"value <= {most:g}"
        holds = None if value is None else value <= most
    return {
        "name": name,
        "value": _rounded(value),
        "unit": unit,
        "peer": peer,
        "peer_value": _rounded(peer_value),
        "ratio": _rounded(ratio),
        "floor": floor,
        "holds": holds,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
