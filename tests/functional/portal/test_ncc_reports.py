"""The hospitals of the National Cancer Center report without a prefecture: the Center sends for them alone."""

from __future__ import annotations

import re

import pytest

from kinten.portal.policy.asking import ask
from kinten.portal.policy.viewer import Grant, Role, Viewer
from kinten.portal.reports.acting import place_of_hospital

pytestmark = pytest.mark.django_db
CENTER = Viewer(1, "例示", (Grant(Role.NCC),))
OWN, ANOTHER = "DCH081", "DCH001"


@pytest.mark.parametrize("act", ["report.receive", "verdict.read"])
def test_the_center_acts_for_its_own_hospitals_alone(act):
    assert ask(CENTER, act, place_of_hospital(OWN)).is_allowed
    assert not ask(CENTER, act, place_of_hospital(ANOTHER)).is_allowed
    assert not ask(CENTER, act, place_of_hospital("NONE")).is_allowed


def test_others_do_not_act_for_them():
    for grant in (Grant(Role.PANEL), Grant(Role.INFORMATION), Grant(Role.PREFECTURE, "", "01")):
        viewer = Viewer(1, "例示", (grant,))
        assert not ask(viewer, "report.receive", place_of_hospital(OWN)).is_allowed


def test_the_page_offers_the_hospitals_of_the_center(client_as):
    page = client_as(Role.NCC).get("/reports/send/").content.decode()
    offered = re.findall(r'<option value="(DCH\d+)"', page)

    assert offered == ["DCH081", "DCH098"]
