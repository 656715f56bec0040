"""What is not certain of a hospital that is shown among designated ones, in two words beside its name."""

from kinten.network.history import Standing
from kinten.network.hospital import Certainty
from kinten.vocabulary.wording import Words


def tell_doubt(standing: Standing) -> Words | None:
    """Tell that the designation is likely only, or of another day, or that the kind is open; else None."""
    if standing.hospital.certainty is Certainty.LIKELY:
        return Words("指定は推定", "likely only")
    if not standing.is_certain:
        return Words("この日の指定は不明", "standing not known for this day")
    if standing.is_hub is None:
        return Words("類型不明", "kind not known")
    return None
