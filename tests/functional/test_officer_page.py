"""The page for officers: five things in sight, all else under 'methods', and nothing from elsewhere."""

import re

import pytest

from kinten.cli.main import main

FIVE = {
    "ja": ["空白かどうか", "最寄りの拠点病院", "60分以内の住民", "受診先の医療圏", "相手の候補"],
    "en": ["Blank?", "Nearest hub", "within 60 minutes", "Treated in which area", "Partner"],
}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_area_shows_five_things_and_folds_the_rest(lang, tmp_path, capsys):
    path = tmp_path / "shimane.html"
    asked = ["coverage", "--prefecture", "32", "--as-of", "2026-04-01", "--lang", lang]

    assert main([*asked, "-o", str(path)]) == 0

    page = path.read_text(encoding="utf-8")
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    assert len(sections) == 7
    for section in sections:
        shown, _, folded = section.partition("<details>")
        names = re.findall(r"<dt>(.*?)</dt>", shown)
        assert len(names) == 5
        assert all(part in name for part, name in zip(FIVE[lang], names, strict=True))
        assert folded.count("<dt>") >= 8
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)


def test_an_island_says_that_no_way_leads_by_land(tmp_path, capsys):
    path = tmp_path / "oki.html"

    assert main(["coverage", "--area", "隠岐", "--lang", "ja", "-o", str(path)]) == 0

    page = path.read_text(encoding="utf-8")
    assert "陸路で行けない（住民18,314人）" in page
    assert "隣接の申告なし" in page
    assert "nan" not in page.casefold()
