"""A share, or the range it lies in, as percent."""


def tell_share(low: float, high: float) -> str:
    """Tell a share or a range of shares as percent, never rounded up to all or down to none."""
    first, second = _percent(min(low, high)), _percent(max(low, high))
    return f"{first}%" if first == second else f"{first}〜{second}%"


def _percent(share: float) -> str:
    rounded = round(share * 100, 1)
    if rounded >= 100 > share * 100:
        return "99.9"
    if rounded <= 0 < share:
        return "0.1"
    return f"{rounded:.1f}"
