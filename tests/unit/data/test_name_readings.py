"""Machine readings: kana alone, one to a name, and none lacking for a hospital or an area."""

import re

import pytest

from kinten.data.loading import read_packaged

KANA = re.compile(r"[ァ-ヶー]+")


@pytest.fixture(scope="module")
def readings():
    return [(row["name"], row["reading"]) for row in read_packaged("name_readings.csv")]


def test_each_name_has_one_reading_in_katakana(readings):
    assert len(dict(readings)) == len(readings)
    assert [name for name, reading in readings if not KANA.fullmatch(reading)] == []


def test_every_hospital_and_area_is_read(readings):
    known = dict(readings)
    hospitals = [row["name"] for row in read_packaged("network_hospitals.csv") if row["name"]]
    areas = [row["name"] for row in read_packaged("areas.csv")]

    assert [
        name for name in (*hospitals, *areas) if name not in known and not KANA.fullmatch(name)
    ] == []


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("北海道", "ホッカイドウ"),
        ("旭川医科大学病院", "アサヒカワイカダイガクビョウイン"),
        ("南檜山", "ミナミヒヤマ"),
        ("枚方市", "ヒラカタシ"),
    ],
)
def test_readings_that_people_know(readings, name, reading):
    assert dict(readings)[name] == reading
