"""What the fields of the document of `kinten registry survival` mean."""

_YEARS = "years since diagnosis"
_FIGURES = {
    "years": _YEARS,
    "estimate": "survival, 1 is all; null where nobody is followed so long, or it is suppressed",
    "low": "lower limit; null without an estimate or at zero",
    "high": "upper limit; null without an estimate or at zero",
    "at_risk": "patients still followed; in a period those within it; null where it is suppressed",
    "deaths": "deaths until then; null where it is suppressed",
    "effective": "patients of equal weight who would tell as much (Kish); by pohar-perme fewer than at_risk",
    "status": "shown or suppressed",
    "reason": "why it is suppressed: patients (too few) or follow_up (too little); null where it is shown",
}
_WHOLE = {
    "status": "shown, or suppressed for having fewer patients than min_patients",
    "reason": "patients, where it is suppressed",
    "patients": "patients of the table, or of the period; null where they are suppressed",
    "deaths": "deaths among them, whenever within the table or the period; null where they are suppressed",
    "survival": "one entry for each year asked for",
    **{f"survival[].{name}": told for name, told in _FIGURES.items()},
    "survival[].follow_up": "of patients diagnosed at least so many years before the closing day, the share who "
    "died or were followed for so long; null without any, or where it is suppressed",
    "standardised": "survival standardised by age; null where none was asked for, or it is suppressed",
    "standardised.outside": "patients of no age group: in the survival of all ages only",
    "standardised.survival": "one entry for each year asked for",
    "standardised.survival[].years": _YEARS,
    "standardised.survival[].estimate": "null where an age group has no survival: its weight goes to nobody else",
    "standardised.survival[].low": "lower limit; null where an age group has none",
    "standardised.survival[].high": "upper limit; null where an age group has none",
    "standardised.survival[].lacking": "the age groups without survival then (weighting patients: without patients)",
    "standardised.survival[].status": _FIGURES["status"],
    "standardised.survival[].reason": _FIGURES["reason"],
    "standardised.strata": "the age groups of the standard in their order",
    "standardised.strata[].age_group": "completed years at diagnosis, both within",
    "standardised.strata[].patients": "its patients",
    "standardised.strata[].deaths": "deaths among them",
    "standardised.strata[].survival": "one entry for each year asked for; empty without patients",
    **{f"standardised.strata[].survival[].{name}": told for name, told in _FIGURES.items()},
}
_DOCUMENT = {
    "method": "net (pohar-perme), relative (ederer1, ederer2, hakulinen) or observed survival",
    "level": "level of the intervals, which are normal for the logarithm",
    "year_days": "days of a year",
    "period": "of a period analysis; null where all follow-up counts",
    "period.first": "its first day",
    "period.last": "its last day",
    "closing": "day on which follow-up was closed: the one asked for, or the last day of follow-up",
    "standard": "of age; null where none was asked for",
    "standard.name": "the International Cancer Survival Standard",
    "standard.age_groups": "the groups in which it is used",
    "standard.age_groups[].age_group": "completed years at diagnosis, both within",
    "standard.age_groups[].weight": "its weight, of 100,000",
    "weighting": "strata (the mean of their survival) or patients (a weight for each, Brenner)",
    "min_patients": "groups of fewer are suppressed; null where none is",
    "min_follow_up": "years with a lower share of follow-up are suppressed; null where none is",
    "on_first_day": "patients followed for less than half a day, taken as half a day",
    "life_table_held_from": "last year of the life table where it is used for later years too",
    "groups": "one entry for each group of the table; empty for a table without groups. A table with groups has "
    "nothing of all patients together, from which a suppressed group could be reckoned",
    "groups[].group": "its name",
}

SURVIVAL = {
    **{f"registry-survival:{name}": told for name, told in _DOCUMENT.items()},
    **{f"registry-survival:{name}": told for name, told in _WHOLE.items()},
    **{f"registry-survival:groups[].{name}": told for name, told in _WHOLE.items()},
}
