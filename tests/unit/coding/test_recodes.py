"""The packaged lists of groups: cases of their publishers and cases known from the classifications."""

import pytest

from kinten.coding.ranges import NONE
from kinten.coding.recodes import list_schemes, load_scheme, make_scheme, read_rule
from kinten.vocabulary.wording import FaultError, Words

# (list, topography, morphology, [year of diagnosis,] group); "" is no group.
CASES = """
iccc-3-2005 C182 8000 114
iccc-3-2005 C239 8000 114
iccc-3-2005 C239 9673 011
iccc-3-2005 C098 9673 011
iccc-3-2005 C239 9140 058
iccc-3-2005 C239 9055 112
iccc-3-2005 C424 9823 002
iccc-3-2005 C809 8000 114
iccc-3-who2008 C182 8000/3 122
iccc-3-who2008 C239 9673/3 022
iccc-3-who2008 C239 9673/1 -
iccc-3-who2008 C700 9080/0 101
iccc-3-who2008 C098 9673/3 022
iccc-3-who2008 C239 9140/3 093
iccc-3-who2008 C239 9055/3 121
iccc-3-who2008 C424 9823/3 011
iccc-3-who2008 C182 8000 -
iccc-3-who2008-extended C182 8000/3 114
iccc-3-who2008-extended C239 9673/3 011
iccc-3-who2008-extended C700 9080/0 072
iccc-3-who2008-extended C239 9140/3 058
iccc-3-who2008-extended C424 9823/3 002
iccc-3-iarc2017 C182 8000/3 122
iccc-3-iarc2017 C239 9673/3 022
iccc-3-iarc2017 C700 9080/0 101
iccc-3-iarc2017 C239 9140/3 093
iccc-3-iarc2017 C239 9055/3 121
iccc-3-iarc2017 C424 9823/3 011
iccc-3-iarc2017 C421 9836/3 011
iccc-3-iarc2017 C717 9470/3 033
iccc-3-iarc2017 C740 9500/3 041
iccc-3-iarc2017 C692 9510/3 050
iccc-3-iarc2017 C649 8960/3 061
iccc-3-iarc2017 C220 8970/3 071
iccc-3-iarc2017 C402 9180/3 081
iccc-3-iarc2017 C402 9260/3 083
iccc-3-iarc2017 C490 9260/3 094
iccc-3-iarc2017 C490 8900/3 091
iccc-3-iarc2017 C569 9060/3 103
iccc-3-iarc2017 C739 8340/3 112
iccc-3-iarc2017 C446 8720/3 114
iccc-3-iarc2017-extended C182 8000/3 115
iccc-3-iarc2017-extended C700 9080/0 073
iccc-3-iarc2017-extended C239 9140/3 059
iccc-3-iarc2017-extended C239 9055/3 113
seer-2008 C182 8000 21043
seer-2008 C239 8000 21080
seer-2008 C239 9673 33042
seer-2008 C098 9673 33041
seer-2008 C239 9140 36020
seer-2008 C239 9055 36010
seer-2008 C008 8000 20010
seer-2008 C424 9811 35011
seer-2008 C424 9823 35012
seer-2008 C770 9823 33041
seer-2023 C182 8000/3 20
seer-2023 C239 9673/3 70
seer-2023 C098 8000/3 10
seer-2023 C239 9140/3 78
seer-2023 C424 8000/3 79
seer-2023 C424 9811/3 67
seer-2023 C424 9823/3 68
seer-2023 C020 9050/3 77
seer-2023 C700 8000/0 81
seer-2023 C700 8000/2 59
seer-2023 C713 9752/0 81
seer-2023 C809 8140/3 79
seer-2023 C000 9727/3 2009 67
seer-2023 C000 9727/3 2010 70
seer-2023 C000 9727/3 -
seer-2023-expanded C239 9673/3 71
seer-2023-expanded C239 9140/3 81
seer-2023-expanded C424 9811/3 74
seer-2023-expanded C700 8000/1 84
seer-2023-expanded C000 9727/3 2009 74
seer-2023-expanded C000 9727/3 2010 71
aya-2020 C420 9827/3 001
aya-2020 C420 9811/3 001
aya-2020 C770 9811/3 016
aya-2020 C420 8800/3 075
aya-2020 C402 8800/3 076
aya-2020 C420 8000/3 204
aya-2020 C420 8000/2 218
aya-2020 C504 8500/3 168
aya-2020 C504 8500/2 211
aya-2020 C751 8272/0 052
lymphoid-2021 C809 9651 01
lymphoid-2021 C809 9661 05
lymphoid-2021 C809 9812 07
lymphoid-2021 C809 9688 13
lymphoid-2021 C499 9688 14
lymphoid-2021 C809 9684 13
lymphoid-2021 C809 9712 14
lymphoid-2021 C768 9699 19
lymphoid-2021 C809 9764 19
lymphoid-2021 C775 9699 20
lymphoid-2021 C809 9971 44
lymphoid-2021 C809 8000 -
cns-2020 C729 9385/3 03
cns-2020 C700 9401/3 01
cns-2020 C700 9420/0 24
cns-2020 C700 9440/3 02
cns-2020 C700 9460/3 10
cns-2020 C700 8963/3 11
cns-2020 C700 9539/3 12
cns-2020 C700 9390/0 19
cns-2020 C700 8000/3 15
cns-2020 C700 9590/3 27
cns-2020 C700 9538/0 24
cns-2020 C700 9538/1 16
cns-2020 C700 9560/1 17
cns-2020 C700 9383/1 18
cns-2020 C700 8693/1 20
cns-2020 C700 8815/1 21
cns-2020 C753 9362/3 25
cns-2020 C753 9361/1 26
cns-2020 C187 8140/3 27
mcij C069 8070/3 C00-C14
mcij C187 8140/3 C18
mcij C199 8140/3 C19-C20
mcij C187 8140/2 -
mcij C187 9680/3 C81-C85_C96
mcij C384 9050/3 -
mcij C446 8720/3 C43-C44
mcij C538 8070/3 C53
mcij C559 8000/3 C55
mcij C659 8120/3 C64-C66_C68
mcij C679 8120/3 C67
mcij C679 8120/2 -
mcij C421 9732/3 C88-C90
mcij C421 9861/3 C91-C95
mcij C421 9989/3 -
mcij C402 9180/3 -
"""
ROWS = [line.split() for line in CASES.strip().splitlines()]


def group(scheme, tumours, *codes):
    (place,) = scheme.assign(tumours(codes)).tolist()
    return None if place == NONE else list(scheme.groups)[place]


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row) for row in ROWS])
def test_a_tumour_is_in_its_group(tumours, row):
    name, site, morphology, *year, code = row
    expected = None if code == "-" else code.replace("_", " ")

    assert group(load_scheme(name), tumours, site, morphology, *map(int, year)) == expected


@pytest.mark.parametrize("name", [row["scheme"] for row in list_schemes()])
def test_every_rule_has_a_named_group_and_every_group_a_rule(name):
    scheme = load_scheme(name)

    assert {rule.code for rule in scheme.rules} == set(scheme.groups)
    assert all(words.ja and words.en for words in scheme.groups.values())
    assert "(continued)" not in " ".join(words.en for words in scheme.groups.values())
    assert scheme.title.ja
    assert scheme.title.en


@pytest.mark.parametrize("name", ["aya-2020", "lymphoid-2021", "cns-2020"])
def test_no_two_groups_have_one_name(name):
    names = [words.en for words in load_scheme(name).groups.values()]

    assert len(set(names)) == len(names)


def test_groups_by_icd10(tumours):
    scheme = load_scheme("mcij-icd10")
    codes = [("C187", "C18"), ("C20", "C19-C20"), ("C884", "C88-C90"), ("D001", None), ("", None)]

    for code, expected in codes:
        assert group(scheme, tumours, "", "", NONE, NONE, code) == expected


def test_a_tumour_without_readable_codes_is_in_no_group(tumours):
    """Not even in the group of all that is left, which has no condition."""
    scheme = load_scheme("cns-2020")

    assert group(scheme, tumours, "XX", "8000/3") is None
    assert group(scheme, tumours, "C700", "brain") is None


def test_the_first_rule_decides_and_one_that_is_left_out_is_no_condition(tumours):
    narrow = Words("狭い", "narrow")
    wide = Words("広い", "wide")
    rows = [
        (read_rule({"code": "n", "sites": "C18", "histologies_out": "8140"}), narrow),
        (read_rule({"code": "w", "sites": "C18"}), wide),
        (read_rule({"code": "n", "sites": "C19"}), narrow),
    ]
    scheme = make_scheme("own", rows, "list.csv")

    assert list(scheme.groups) == ["n", "w"]
    assert group(scheme, tumours, "C180", "8010/3") == "n"
    assert group(scheme, tumours, "C180", "8140/3") == "w"
    assert group(scheme, tumours, "C199", "8140/3") == "n"
    assert group(scheme, tumours, "C209", "8140/3") is None


def test_without_a_year_a_tumour_has_the_group_that_it_has_in_every_year(tumours):
    names = {code: Words(code, code) for code in "ab"}
    rows = [("a", "0-2009", "C18"), ("b", "2010-9999", "C18"), ("a", "0-9999", "C19")]
    rules = [
        read_rule({"code": code, "years": years, "sites": sites}) for code, years, sites in rows
    ]
    scheme = make_scheme("own", [(rule, names[rule.code]) for rule in rules], "")

    assert group(scheme, tumours, "C180", "8140/3", 2009) == "a"
    assert group(scheme, tumours, "C180", "8140/3", 2010) == "b"
    assert group(scheme, tumours, "C180", "8140/3") is None
    assert group(scheme, tumours, "C199", "8140/3") == "a"


def test_an_unknown_scheme_is_told_with_what_there_is():
    with pytest.raises(FaultError) as told:
        load_scheme("iccc3-iarc2017")

    assert "iccc-3-iarc2017" in told.value.mend.ja
