"""The way to a hospital: assumed, brought by the user, or asked of an engine."""

import json

import pytest

from kinten.cli.main import main


def area(capsys, *options: str) -> dict:
    assert main(["coverage", "--area", "3202", "--as-of", "2026-04-01", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)["areas"][0]


def test_the_users_minutes_take_the_place_of_the_assumption(tmp_path, capsys):
    """Everybody of 雲南 is given 25 minutes to 島根大学医学部附属病院's neighbour, and no other way."""
    homes = ("32209", "32343", "32386")
    path = tmp_path / "times.csv"
    rows = "".join(f"{home},DCH273,25\n" for home in homes)
    path.write_text(f"municipality,hospital_id,minutes\n{rows}", encoding="utf-8")

    found = area(capsys, "--travel-times", str(path))["nearest_hub"]

    assert found["hospital_id"] == "DCH273"
    assert found["minutes_mean"] == 25.0
    assert found["within"] == {"30": 1.0, "60": 1.0, "90": 1.0, "120": 1.0}


def test_twice_the_speed_is_half_the_minutes(capsys):
    slow = area(capsys)["nearest_hub"]["minutes_mean"]
    fast = area(capsys, "--speed", "80")["nearest_hub"]["minutes_mean"]

    assert fast == pytest.approx(slow / 2)


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (["--speed", "0"], "--speed"),
        (["--detour", "nan"], "--detour"),
        (["--routing", "car"], "--routing"),
        (["--routing", "teleport:map"], "--routing"),
        (["--routing", "osrm:x", "--travel-times", "y"], "--travel-times --routing"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_cannot_be_used_is_told(options, place, lang, capsys):
    assert main(["coverage", "--area", "松江", "--lang", lang, *options]) == 2
    assert capsys.readouterr().err.startswith(f"kinten: {place}: ")
