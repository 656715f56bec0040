"""A classification of rare cancers: several entities, none chosen."""

from kinten.coding.rare import make_classification
from kinten.coding.recodes import read_rule


def rule(sites, histologies):
    return read_rule({"code": "", "sites": sites, "histologies": histologies, "behaviours": "3"})


LISTED = make_classification(
    {
        ("1", "head", "salivary gland"): [rule("C07-C08", "8010-8589"), rule("C06.9", "8430")],
        ("2", "head", "major salivary gland"): [rule("C07-C08", "8010-8589")],
        ("2", "head", "mucoepidermoid"): [rule("", "8430")],
    }
)


def test_entities_of_every_tier_are_given(tumours):
    of = tumours(
        ("C079", "8140/3"),
        ("C079", "8430/3"),
        ("C069", "8430/3"),
        ("C079", "8430/2"),
        ("", "8430/3"),
    )
    holds = LISTED.holds(of)

    assert holds.astype(int).T.tolist() == [
        [1, 1, 0],
        [1, 1, 1],
        [1, 0, 1],
        [0, 0, 0],
        [0, 0, 0],
    ]
    assert LISTED.are_several(holds).tolist() == [False, True, False, False, False]
    assert LISTED.tiers == ("1", "2")
