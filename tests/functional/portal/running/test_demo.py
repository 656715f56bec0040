"""`kinten demo`: the real network beside invented hospitals and users of every role."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

from kinten.portal.policy.viewer import Role
from kinten.portal.running.example_hospitals import example_hospitals
from kinten.portal.running.example_people import MOST

pytestmark = pytest.mark.slow

LOOK = """
import sys
from pathlib import Path
from kinten.portal.running.reaching import open_portal
open_portal(Path(sys.argv[1]), is_migrated=False)
from django.contrib.auth import authenticate
from kinten.portal.people.models import Membership, Person
from kinten.portal.places.models import NetworkRow
from kinten.portal.places.reading import current_atlas
from kinten.network.loading import recorded_on
from kinten.desk.atlas import load_atlas
day = recorded_on("network_designations.csv")
atlas, packaged = current_atlas(), load_atlas()
invented = [each for each in atlas.on(day).standings if each.hospital.id.startswith("EX")]
assert len(invented) == 12
assert all(each.hospital.names[0].text.startswith("例示") and each.kind for each in invented)
real = {each.hospital.id for each in packaged.on(day).standings}
assert {each.hospital.id for each in atlas.on(day).standings} - real == {each.hospital.id for each in invented}
for row in NetworkRow.objects.all():
    assert row.is_made_up == row.cells["hospital_id"].startswith("EX")
assert Person.objects.filter(is_made_up=False).count() == 0
from kinten.portal.meetings.models import Meeting
from kinten.portal.opinions.models import Opinion
from kinten.portal.public.asking import today
held = Meeting.objects.get()
assert held.is_made_up and held.title.startswith("例示") and held.is_in_session(today())
opinions = list(Opinion.objects.all())
assert {each.role for each in opinions} == {"hub", "ncc"} and len(opinions) == 2
assert all(each.is_made_up and "例示" in each.text and each.year == held.year for each in opinions)
print(Person.objects.count())
print(" ".join(Membership.objects.values_list("role", flat=True)))
print(sum(Person.objects.get(email=a.split("=")[0]).check_password(a.split("=")[1]) for a in sys.argv[2:]))
"""
PAIR = re.compile(r"(\w+@example\.jp)[\s│]+(\S{16})")


def test_it_fills_a_workspace_that_is_kept_and_gets_new_passwords(command, python, tmp_path):
    first = command("demo", "--no-serve", "--folder", tmp_path)
    assert first.code == 0, first.err
    pairs = dict(PAIR.findall(first.out))
    people, roles, right = python(
        LOOK, tmp_path / "kinten-demo", *(f"{who}={word}" for who, word in pairs.items())
    ).splitlines()
    assert int(people) == int(right) == len(pairs) <= MOST
    assert set(roles.split()) == set(Role)

    second = command("demo", "--no-serve", "--folder", tmp_path)
    renewed = dict(PAIR.findall(second.out))
    assert renewed.keys() == pairs.keys()
    assert not set(renewed.values()) & set(pairs.values())
    assert command("audit", "verify", "--workspace", tmp_path / "kinten-demo").code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kinten-demo", "report.html"]


def test_a_folder_of_another_kind_is_left_alone(command, tmp_path):
    (tmp_path / "kinten-demo").mkdir()
    (tmp_path / "kinten-demo" / "mine.txt").write_text("mine", encoding="utf-8")

    assert command("demo", "--no-serve", "--folder", tmp_path).code == 2
    assert (tmp_path / "kinten-demo" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_it_serves_what_it_filled(tmp_path):
    started = [sys.executable, "-m", "kinten", "demo", "--port", "0", "--folder", str(tmp_path)]
    with subprocess.Popen(started, stdout=subprocess.PIPE, encoding="utf-8") as process:
        told = next((line for line in process.stdout if line.startswith("Kinten: ")), "")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert "http://127.0.0.1:" in told


def test_invented_hospitals_fill_no_blank_area(atlas):
    from kinten.network.loading import recorded_on

    day = recorded_on("network_designations.csv")
    hubs = {each.hospital.area for each in atlas.on(day).standings if each.is_hub}
    invented = example_hospitals(day)

    assert {each.area.code for each in invented} <= hubs
    assert len({each.prefecture for each in invented}) == 12
