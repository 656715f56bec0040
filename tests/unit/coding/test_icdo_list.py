"""Lists of ICD-O codes: editions by year, differences laid over them, and what is unknown."""

import pytest

from kinten.coding.icdo_list import (
    Change,
    CodeList,
    ListedCode,
    Row,
    check_codes,
    lay_over,
    packaged_codes,
)
from kinten.coding.ranges import NONE


def code(number, behaviour=NONE, first=0, last=9999, edition="3.1", *, is_site=False):
    return ListedCode(is_site, number, behaviour, edition, first, last)


def add(*codes):
    return [Row(each, Change.ADD, NONE) for each in codes]


LIST = add(code(187, is_site=True), code(8140, 3), code(8240, 1), code(8332, 3))
DELTA = [
    Row(code(8085, 3, 2018, edition="3.2"), Change.ADD, NONE),
    Row(code(8332, 3, 2018), Change.DROP, NONE),
    Row(code(8240, 1, 2018, edition="3.2"), Change.BEHAVIOUR, 3),
]


@pytest.fixture
def listed():
    return CodeList(lay_over([*LIST, *DELTA]), is_whole=True)


def unknown(listed, tumours, *row):
    found = check_codes(listed, tumours(row))
    return bool(found.sites[0]), bool(found.histologies[0]), bool(found.behaviours[0])


@pytest.mark.parametrize(
    ("morphology", "year", "expected"),
    [
        ("8140/3", 2010, (False, False, False)),
        ("8140/2", 2010, (False, False, True)),  # the histology is listed, the behaviour is not
        ("8140", 2010, (False, False, True)),
        ("8085/3", 2017, (False, True, False)),  # new in the later edition
        ("8085/3", 2018, (False, False, False)),
        ("8085/3", NONE, (False, False, False)),  # some edition has it
        ("8332/3", 2017, (False, False, False)),
        ("8332/3", 2018, (False, True, False)),  # dropped
        ("8240/1", 2017, (False, False, False)),
        ("8240/3", 2017, (False, False, True)),
        ("8240/1", 2018, (False, False, True)),  # its behaviour changed
        ("8240/3", 2018, (False, False, False)),
        ("9999/3", 2018, (False, True, False)),
        ("x", 2018, (False, False, False)),  # what cannot be read is missing, not unknown
    ],
)
def test_morphologies_by_year(listed, tumours, morphology, year, expected):
    assert unknown(listed, tumours, "C187", morphology, year) == expected


def test_topographies(listed, tumours):
    assert unknown(listed, tumours, "C187", "8140/3", 2010) == (False, False, False)
    assert unknown(listed, tumours, "C180", "8140/3", 2010) == (True, False, False)


def test_a_list_of_morphologies_tells_nothing_of_topographies(tumours):
    listed = CodeList(lay_over(add(code(8140, 3))), is_whole=True)

    assert unknown(listed, tumours, "C180", "8010/3", 2010) == (False, True, False)


def test_editions_by_year(listed):
    assert listed.editions(2010) == ("3.1",)
    assert listed.editions(2020) == ("3.1", "3.2")


@pytest.mark.parametrize("change", [Change.DROP, Change.BEHAVIOUR])
def test_what_is_not_there_can_neither_be_dropped_nor_change(change):
    with pytest.raises(ValueError, match="8333/3"):
        lay_over([*LIST, Row(code(8333, 3, 2018), change, 1)])


def test_a_code_that_begins_when_it_is_dropped_is_gone():
    assert lay_over([*add(code(8140, 3, 2018)), Row(code(8140, 3, 2018), Change.DROP, NONE)]) == ()


def test_packaged_codes_are_no_whole_list(tumours):
    listed = packaged_codes()

    assert not listed.is_whole
    assert unknown(listed, tumours, "C187", "8140/3", 2010) == (False, False, False)
    assert unknown(listed, tumours, "C010", "8140/3", 2010)[0]
