"""Two columns of one fact: told as a warning, as an error where their values differ in a row."""

from kinten.report.model import Remark, Severity
from kinten.vocabulary.wording import Words


def tell_doubled(fact: str, shown: str, places: str, *, differs: bool) -> Remark:
    """Tell a second column of a fact; ``places`` names the headings of both."""
    if differs:
        words = Words(
            f"同じ項目の列が二つあり（「{shown}」）、値が食い違う行があります。その値は使いません。"
            "正しい列だけを残してください。",
            f"Two columns are of one fact (“{shown}”) and differ in a row; those values are not used. Keep "
            "the right column only.",
        )
        return Remark("doubled_column", Severity.ERROR, words, places, fact=fact)
    words = Words(
        f"同じ項目の列が二つあります（「{shown}」）。食い違う値は使いません。",
        f"Two columns are of one fact (“{shown}”); values that differ are not used.",
    )
    return Remark("doubled_column", Severity.WARNING, words, places, fact=fact)
