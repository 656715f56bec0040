"""What the fields of documents about places mean: network, coverage, flow."""

PLACES = {
    "past": "what an area with a local cancer hospital only was before; null where no source tells",
    "areas.pasts": "how many of them were blank or had a hub before",
    "pasts.was_blank": "blank by an earlier official list",
    "pasts.had_hub": "with a hub by an earlier record",
    "recommendations[].kind": "the kind asked for; null where the paper does not tell it",
    "pending": "everything that is not yet decided, of hospitals with and without a designation",
    "pending[].hospital_id": "id in the table of hospitals; null where it is in no table",
    "pending[].hospital": "its name, as printed where it is in no table",
    "pending[].kind": "the kind asked for; null where the paper does not tell it",
    "blank_cancer_areas": "official blank cancer areas that are not one area of the frame",
    "municipalities": "codes of its municipalities; empty where no source gives them",
    "travel": "what the minutes are made of, in Japanese and English",
    "flow": "the published shares of patients that the outflow is taken from",
    "coverage:notes": "which areas the figures are of, and which blank cancer areas have no row",
    "coverage:notes[].ja": "Japanese",
    "crosses_water": "whether the nearest hub is across water in a straight line from an area without a land "
    "neighbour: the road is longer than the minutes",
    "nearest_hub.hospital": "the one that most residents have nearest; null where nobody has a way",
    "nearest_hub.hospital_id": "its id",
    "nearest_possible_hub.hospital": "the one that most residents have nearest; null where nobody has a way",
    "nearest_possible_hub.hospital_id": "its id",
    "hospital_minutes_mean": "mean minutes to that one hospital, by residents of all who have a way to it",
    "hospital_share": "share of those with a way to any hub who have that one nearest",
    "nearest_hub": "the way to the nearest hospital that is known to be a hub",
    "nearest_possible_hub": "the same, hospitals of unknown kind or standing taken for hubs",
    "minutes_mean": "mean minutes of those who have a way, by residents; null where nobody has",
    "nearest_hub.minutes_mean": "mean minutes from each municipality to its own nearest hub, by residents; "
    "null where nobody has a way",
    "nearest_possible_hub.minutes_mean": "the same, hospitals of unknown kind or standing taken for hubs",
    "minutes_worst": "minutes from the farthest office that has a way",
    "within": "limit in minutes (inclusive) to the share of all residents",
    "unreachable": "codes of the municipalities without minutes (no_way tells why)",
    "unreachable_people": "residents of these",
    "outflow": "where residents are treated besides their own area",
    "outflow[].share": "share of the residents; two numbers are a range",
    "flow:as_of": "the day on which an area has a hub or not",
    "outflow[].commitment": "share of those treated there who live in the area, as a range; null where "
    "nothing is printed for the place",
    "areas[].hub": "the other area with a hub that residents go to most; null where none is printed",
    "hub.area": "code of that area",
    "hub.relevance": "share of the residents treated there, as a range",
    "hub.commitment": "share of those treated there who live in the area, as a range",
    "partner_candidates": "hubs of adjacent areas; empty for an island",
    "partner_candidates[].outflow": "share of the residents treated in the hub's area, as a range; "
    "null where it is not published",
    "rank_mean": "rank by mean minutes among the known hubs; null where there is no way, and for a possible hub",
    "rank_outflow": "rank by outflow among the known hubs; null where it is not published, and for a possible hub",
    "rank_worst": "rank by the worst minutes among the known hubs; null where there is no way, and for a possible hub",
    "has_land_neighbour": "whether the area touches another on land",
    "flow_indices": "indices by regional-care area that lies in the area",
    "localisation": "share of residents treated at home, as a range; null where nothing is published",
    "market_share": "share of those treated there who live there, as a range",
    "net_flow": "patients treated there per resident treated anywhere; null where it does not follow",
    "catchments": "natural catchments: areas that send their people to each other",
    "catchments[].prefectures": "prefectures it reaches into",
    "kept": "mean share of residents treated inside",
    "no_way": "what it means that residents have no minutes to a known hub: no way by land, no row "
    "in your own table, or a hub whose place is not known",
    "possible_partner_candidates": "hospitals of adjacent areas whose kind or standing on the day is not known, "
    "and which may be hubs; the same fields",
    "rank_mean_range": "the best and the worst that the rank by mean minutes can be, among known and possible "
    "hubs together; null where there is no way",
    "rank_outflow_range": "the same by outflow; null where it is not published",
    "rank_worst_range": "the same by the worst minutes; null where there is no way",
    "partner_candidates[].unreachable": "codes of the area's municipalities without minutes to this hospital",
    "possible_partner_candidates[].unreachable": "codes of the area's municipalities without minutes to this "
    "hospital",
    "doubt": "what is not certain of the hospital, in Japanese and English; null for a known hub",
    "possible_hub": "an area that takes more residents than any with a known hub, and where a hospital of "
    "unknown kind or standing is; null where there is none",
    "possible_hub.relevance": "share of the residents treated there, as a range",
    "possible_hub.commitment": "share of those treated there who live in the area, as a range",
    "lacking": "why there are no figures, in Japanese and English; null where there are",
    "counts_are_whole": "whether every hospital is held; where not, at_most is of the hospitals held and no "
    "upper bound",
    "official_counts": "numbers published for the day, of the whole country; several where sources differ",
    "official_counts.ncc": "the two of the National Cancer Center",
    "official_counts.pref": "prefectural hubs",
    "official_counts.regional": "regional hubs",
    "official_counts.specific": "specific-field hubs",
    "official_counts.local": "local cancer hospitals",
    "official_counts.hubs": "hubs in all",
    "official_counts.all": "designated hospitals in all",
    **{
        f"official_counts.{name}[].{field}": words
        for name in ("ncc", "pref", "regional", "specific", "local", "hubs", "all")
        for field, words in (
            ("count", "the number as published"),
            ("date", "its day, or its month"),
            ("source", "where it was published"),
        )
    },
}
