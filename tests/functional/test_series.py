"""`kinten coverage --series`: drawn with its break, in a page, as a picture, as a table."""

import re

import pytest


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_has_the_chart_and_the_table_beside(kinten, tmp_path, lang):
    path = tmp_path / "s.html"
    ran = kinten("coverage", "--series", "-o", path, "--lang", lang)
    page = path.read_text(encoding="utf-8")

    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert f'<html lang="{lang}">' in page
    assert page.count("<svg") == 1
    assert page.count('<tr class="break">') == 1
    assert page.index("</svg>") < page.index("<table>")
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)


def test_the_picture_alone(kinten, tmp_path):
    path = tmp_path / "s.svg"
    assert kinten("coverage", "--series", "-o", path).code == 0
    svg = path.read_text(encoding="utf-8")

    assert svg.startswith("<svg")
    for number in ("108", "69", "71", "56", "468"):
        assert f">{number}</text>" in svg


def test_other_files_hold_the_table(kinten, tmp_path):
    path = tmp_path / "s.csv"
    assert kinten("coverage", "--series", "-o", path).code == 0
    assert "系列の断絶" in path.read_text(encoding="utf-8")
    assert "系列の断絶" in kinten("coverage", "--series").out


def test_a_picture_of_areas_is_refused(kinten, tmp_path):
    """Only the numbers are drawn here; areas are drawn by `kinten map`."""
    path = tmp_path / "s.svg"
    ran = kinten("coverage", "--prefecture", "島根", "-o", path)

    assert (ran.code, path.exists()) == (2, False)
