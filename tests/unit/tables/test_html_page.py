"""A table as a page: landmarks, language, numbers to the right, notes below, a print style."""

import re

import pytest

from kinten.tables.html_page import html_page, language_of
from kinten.tables.table import Table

TABLE = Table(
    "一覧 <2026>",
    ("符号", "人口", "割合", "注"),
    (("0101", 123_456, "0.1〜7.1%", "a & b"), ("0102", None, 0.5, None)),
    ("出典 <x>",),
)


def test_the_page_has_a_main_landmark_and_a_named_region():
    page = html_page(TABLE)

    assert re.search(r"<body><main>.*</main></body>", page, re.DOTALL)
    assert '<div class="scroll" tabindex="0" role="region" aria-label="一覧 &lt;2026&gt;">' in page
    assert "border=1" not in page
    assert "@media print" in page
    assert "<script" not in page


def test_notes_stand_below_the_table():
    page = html_page(TABLE)

    assert page.index("</table>") < page.index("<li>出典 &lt;x&gt;</li>")
    assert 'class="notes"' not in html_page(Table("t", ("a",), ()))


def test_numbers_shares_and_ranges_stand_to_the_right():
    page = html_page(TABLE)

    assert "<td>0101</td>" in page
    for cell in ("123,456", "0.1〜7.1%", "0.5"):
        assert f'<td class="number">{cell}</td>' in page
    assert '<th scope="col" class="number">人口</th>' in page
    assert '<th scope="col">注</th>' in page


@pytest.mark.parametrize(
    ("column", "lang"), [("医療圏", "ja"), ("カナ", "ja"), ("area", "en"), ("", "en")]
)
def test_the_language_is_that_of_the_columns(column, lang):
    """Names of hospitals in the cells and the title are Japanese in either language."""
    table = Table("病院", (column,), (("病院",),))

    assert language_of(table) == lang
    assert f'<html lang="{lang}">' in html_page(table)
