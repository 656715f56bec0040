"""H26.1: every requirement that the slides print is a clause. The rows are typed here and compared."""

from __future__ import annotations

from collections import Counter

import pytest

from kinten.guideline.loading import load_edition
from kinten.vocabulary.hospital_kind import Kind

# Typed from the reference tree of the slides 「拠点病院等の指定要件(H26.1)①②」 and
# 「がん診療連携拠点病院等(H26.1月 整備指針)」, in the order of the text.
ROWS = """
| id                                     | strength  | kinds                            | binds      | provenance   | source    | place |
| volume                                 | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> |
| volume/absolute                        | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 1 |
| volume/absolute/registry               | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 1 |
| volume/absolute/surgery                | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 1 |
| volume/absolute/chemo                  | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 1 |
| volume/absolute/radiotherapy           | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 1 |
| volume/relative                        | must      | pref regional                    | hospital   | printed      | slides1   | <診療実績> 2 |
| volume/local                           | desirable | local                            | hospital   | printed      | slides1   | <診療実績> 地域がん診療病院 |
| facility/linac                         | must      | pref regional                    | hospital   | printed      | slides1   | <医療施設> |
| facility/linac-local                   | must      | local                            | hospital   | printed      | slides1   | <医療施設> |
| facility/outpatient-chemo              | must      | pref regional local              | hospital   | printed      | slides1   | <医療施設> |
| facility/icu                           | principle | pref regional                    | hospital   | printed      | slides1   | <医療施設> |
| facility/icu-local                     | desirable | local                            | hospital   | printed      | slides1   | <医療施設> |
| facility/clean-room                    | must      | pref regional local              | hospital   | printed      | slides1   | <医療施設> |
| facility/pathology-room                | must      | pref regional local              | hospital   | printed      | slides1   | <医療施設> |
| staff/surgeon                          | must      | pref regional                    | hospital   | printed      | slides2   | <手術> |
| staff/surgeon-local                    | must      | local                            | hospital   | printed      | slides2   | <手術> |
| staff/radiation-oncologist             | must      | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/radiation-oncologist/full-time   | principle | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/radiation-oncologist-local       | must      | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/diagnostic-radiologist           | must      | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/diagnostic-radiologist/full-time | principle | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/diagnostic-radiologist-local     | none      | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/rt-technologist                  | must      | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-technologist/two              | desirable | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-technologist/cert             | desirable | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-technologist-local            | must      | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/rt-technologist-local/cert       | desirable | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/rt-physics                       | must      | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-physics/cert                  | desirable | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-physics-local                 | none      | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/rt-nurse                         | must      | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-nurse/cert                    | desirable | pref regional                    | hospital   | printed      | slides2   | <放射線> |
| staff/rt-nurse-local                   | must      | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/rt-nurse-local/cert              | desirable | local                            | hospital   | printed      | slides2   | <放射線> |
| staff/chemo-physician                  | must      | pref regional                    | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-physician/dedicated        | principle | pref regional                    | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-physician-local            | must      | local                            | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-physician-local/assigned   | principle | local                            | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-pharmacist                 | must      | pref regional                    | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-pharmacist/cert            | desirable | pref regional                    | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-pharmacist-local           | none      | local                            | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-nurse                      | must      | pref regional local              | hospital   | printed      | slides2   | <化学療法> |
| staff/chemo-nurse/cert                 | desirable | pref regional local              | hospital   | printed      | slides2   | <化学療法> |
| staff/pathologist                      | must      | pref regional                    | hospital   | printed      | slides2   | <病理> |
| staff/pathologist-local                | desirable | local                            | hospital   | printed      | slides2   | <病理> |
| staff/cytology                         | must      | pref regional                    | hospital   | printed      | slides2   | <病理> |
| staff/cytology/cert                    | desirable | pref regional                    | hospital   | printed      | slides2   | <病理> |
| staff/cytology-local                   | must      | local                            | hospital   | printed      | slides2   | <病理> |
| staff/cytology-local/cert              | desirable | local                            | hospital   | printed      | slides2   | <病理> |
| staff/pct-physical                     | must      | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-physical/full-time           | principle | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-physical/dedicated           | desirable | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-psych                        | must      | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-psych/full-time              | desirable | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-psych/assigned               | desirable | pref regional local              | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-nurse                        | must      | pref regional                    | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-nurse-local                  | must      | local                            | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/pct-nurse-local/cert             | desirable | local                            | hospital   | printed      | slides2   | <緩和ケアチーム> |
| staff/consult                          | must      | pref regional                    | hospital   | printed      | slides2   | <相談支援センター> |
| staff/consult-local                    | must      | local                            | hospital   | printed      | slides2   | <相談支援センター> |
| staff/registrar                        | must      | pref regional local              | hospital   | printed      | slides2   | <院内がん登録> |
| pref/number                            | principle | pref                             | designator | printed      | slides    | 都道府県拠点 |
| pref/as-regional                       | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| pref/palliative-centre                 | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| pref/training-others                   | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| pref/pdca-lead                         | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| pref/quality-lead                      | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| pref/liaison-lead                      | must      | pref                             | hospital   | printed      | slides    | 都道府県拠点 |
| regional/number                        | principle | regional                         | designator | printed      | slides    | 地域拠点 |
| regional/specialised-care              | must      | regional                         | hospital   | printed      | slides    | 地域拠点 |
| regional/liaison                       | must      | regional                         | hospital   | printed      | slides    | 地域拠点 |
| regional/consultation-information      | must      | regional                         | hospital   | printed      | slides    | 地域拠点 |
| specific/top-volume                    | must      | specific                         | designator | printed      | slides    | 特定領域 |
| specific/as-regional                   | principle | specific                         | hospital   | printed      | slides    | 特定領域 |
| local/group                            | must      | local                            | hospital   | printed      | slides    | 地域がん診療病院 |
| local/area/no-hub                      | must      | local                            | designator | printed      | slides    | 地域がん診療病院 |
| local/area/one-only                    | must      | local                            | designator | printed      | slides    | 地域がん診療病院 |
| local/role-split                       | must      | local                            | hospital   | printed      | slides    | 地域がん診療病院 |
| ncc/training                           | must      | ncc                              | ncc        | printed      | slides    | 国立がん研究センター |
| ncc/national-council                   | must      | ncc                              | ncc        | printed      | slides    | 国立がん研究センター |
| procedure/route                        | must      | pref regional specific local     | designator | carried_back | W981      | p.2 |
| procedure/report                       | must      | ncc pref regional specific local | designator | carried_back | W2447     | p.32 |
| procedure/term                         | must      | pref regional specific local     | designator | excerpt      | jmedj2558 | 本文 |
| procedure/misreport                    | must      | pref regional specific local     | designator | excerpt      | jmedj2558 | 本文 |
| hole/care-system                       | must      | pref regional                    | hospital   | printed      | slides    | 名のみ |
| hole/training                          | must      | pref regional                    | hospital   | printed      | slides    | 名のみ |
| hole/information                       | must      | pref regional                    | hospital   | printed      | slides    | 名のみ |
"""


@pytest.fixture(scope="module")
def edition():
    return load_edition("H26.1")


def test_a_row_of_the_slides(edition, row):
    """The clause of a row has the row's strength, kinds, addressee, provenance and citation."""
    clause = edition.clause(row["id"])
    assert row == {
        "id": clause.path,
        "strength": clause.strength.value,
        "kinds": " ".join(kind for kind in Kind if kind in clause.kinds),
        "binds": clause.binds.value,
        "provenance": clause.provenance.value,
        "source": clause.citation.source,
        "place": clause.citation.place,
    }


def test_every_row_is_a_clause_and_every_clause_a_row(edition, rows):
    """88 rows, in the order of the text: nothing is left out, nothing stands beside."""
    table = rows(ROWS)
    assert len(table) == 88
    assert [row["id"] for row in table] == [clause.path for clause in edition.walk()]


def test_no_row_is_left_without_a_test(rows):
    """Each row is tested for meeting and missing: volumes, facilities, staff or others."""
    groups = Counter(row["id"].split("/")[0] for row in rows(ROWS))
    assert groups == {
        "volume": 8,
        "facility": 7,
        "staff": 47,
        "pref": 7,
        "regional": 4,
        "specific": 2,
        "local": 4,
        "ncc": 2,
        "procedure": 4,
        "hole": 3,
    }


def test_what_the_slides_do_not_say_is_said(edition):
    """The edition is not complete, and neither is any of its sections but the volumes."""
    complete = {path for path, subtree in edition.tree.subtrees.items() if subtree.is_complete}
    assert (edition.is_complete, complete) == (False, {"H26.1/volume"})


def test_no_percentage_is_borrowed(edition):
    """The percentages behind 専従 and 専任 were not seen for H26.1, so it holds none."""
    assert edition.parameters == {}
