"""The links of the discharge survey to the network: all that were exact, and each with its reason."""

import csv
from collections import Counter

import pytest

from kinten.coverage.linking import Bond, name_key
from kinten.data.loading import read_packaged


@pytest.fixture(scope="module")
def linked():
    return {
        one["hospital_id"]: one for one in read_packaged("dpc_hospitals.csv") if one["hospital_id"]
    }


@pytest.fixture(scope="module")
def listed():
    return {one["hospital_id"]: one for one in read_packaged("network_hospitals.csv")}


def test_every_link_has_its_reason_and_stays_in_its_area(linked, listed):
    assert Counter(one["bond"] for one in linked.values()) == {
        Bond.NAME: 461,
        Bond.FOUNDER: 10,
        Bond.CHECKED: 2,
    }
    for identity, one in linked.items():
        assert (one["prefecture"], one["area"]) == (
            listed[identity]["prefecture"],
            listed[identity]["area"],
        )


def test_a_link_by_name_is_of_one_folded_name(linked, listed):
    for identity, one in linked.items():
        if one["bond"] == Bond.NAME:
            names = (listed[identity]["name"], *listed[identity]["also_called"].split("|"))
            assert name_key(one["name"]) in map(name_key, names)


@pytest.mark.shared_data
def test_the_exact_links_of_the_source_are_all_kept(linked, shared_data):
    path = shared_data / "dpc_cancer_2021" / "link_designated_2026.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        exact = {one["row_id"]: one["hpcd"] for one in csv.DictReader(stream)}

    assert len(exact) == 414
    assert {identity: linked[identity]["hospital"] for identity in exact} == exact
