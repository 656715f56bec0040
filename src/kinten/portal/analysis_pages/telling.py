"""A result in one sentence: what is read aloud when the slider moves."""

from kinten.desk.whatif_telling import tell_pair
from kinten.portal.analysis_pages.reckoning import Reckoned
from kinten.vocabulary.wording import Words


def tell_result(reckoned: Reckoned) -> Words:
    """Tell the number, who meets it before and after, who loses what, and how many people are concerned."""
    ja, en = (_tell(reckoned, lang) for lang in ("ja", "en"))
    return Words(ja, en)


def _tell(reckoned: Reckoned, lang: str) -> str:
    scenario, outcome = reckoned.scenario, reckoned.result.outcome
    threshold = scenario.threshold
    judged = len(reckoned.result.joined.reports)
    met, unmet = (
        (tell_pair(before, lang), tell_pair(after, lang))
        for before, after in (
            (reckoned.before.meets, reckoned.after.meets),
            (reckoned.before.misses, reckoned.after.misses),
        )
    )
    least, most = outcome.at_least, outcome.at_most
    hospitals = tell_pair((least.hospitals, most.hospitals), lang)
    areas = tell_pair((least.areas, most.areas), lang)
    people = tell_pair((least.people, most.people), lang)
    whose = Words("", "")
    if reckoned.figures.is_named:
        whose = Words(f"、その住民 {people}人", f"; residents there: {people}")
    value, printed = threshold.told(scenario.value), threshold.told(threshold.printed)
    moved = Words(f"{printed} から {value} に変えると", f"Moved from {printed} to {value}")
    if not scenario.is_changed:
        moved = Words(f"条文のまま（{printed}）では", f"As the text has it ({printed})")
    return Words(
        f"{moved.ja}、判定した{judged:,}病院のうち充足は {met[0]} → {met[1]}、未充足は {unmet[0]} → {unmet[1]}。"
        f"指定を失う病院 {hospitals}、最後の病院・拠点を失う医療圏 {areas}{whose.ja}。",
        f"{moved.en}: of {judged:,} hospitals judged, met {met[0]} → {met[1]}, unmet {unmet[0]} → {unmet[1]}. "
        f"Hospitals that lose the designation: {hospitals}; areas that lose their last hospital or hub: "
        f"{areas}{whose.en}.",
    ).in_language(lang)
