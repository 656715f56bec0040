"""The curves of `kinten registry survival`: the figures of its table, and no others."""

from __future__ import annotations

import re

import numpy as np
import pytest


def patients(size, seed):
    """Made-up patients of nine years."""
    chance = np.random.default_rng(seed)
    return [
        f"p{seed}-{at},1,{chance.integers(6_000, 31_000)},20{chance.integers(5, 14):02}-03-15,"
        f"{chance.integers(1, 2200)},{chance.integers(0, 2)}"
        for at in range(size)
    ]


def three():
    return {"甲病院": patients(400, 1), "乙病院": patients(300, 2), "丙病院": patients(9, 3)}


@pytest.fixture
def survival(kinten, tmp_path):
    """Give observed survival of groups at three years."""

    def run(people, *more):
        lines = [f"{name},{row}" for name, rows in people.items() for row in rows]
        header = "group,id,sex,age_days,diagnosis_date,time_days,dead"
        (tmp_path / "patients.csv").write_text("\n".join([header, *lines]), "utf-8")
        whole = ("registry", "survival", tmp_path / "patients.csv", "--years", "1,2,3")
        return kinten(*whole, "--method", "kaplan-meier", *more)

    return run


def marks_of(svg, name):
    return re.findall(rf"<title>{name} ([\d.]+): ([\d.]+)", svg)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_picture_has_the_figures_of_the_table(survival, tmp_path, lang):
    survival(three(), "-o", tmp_path / "out.svg", "--lang", lang)
    svg = (tmp_path / "out.svg").read_text("utf-8")
    document = survival(three(), "--json").document

    for group in document["groups"][:2]:
        assert marks_of(svg, group["group"]) == [
            (str(each["years"]).removesuffix(".0"), f"{each['estimate']:.3f}")
            for each in group["survival"]
        ]
    assert marks_of(svg, "丙病院") == []
    assert {"ja": "観察中（人）", "en": "at risk"}[lang] in svg
    assert {"ja": "実測生存率", "en": "Observed survival"}[lang] in svg
    # Lines are told apart without colour.
    assert (
        len(set(re.findall(r'<path d="M[\d. ]+h34"[^>]*?(stroke-dasharray="[^"]*")?/>', svg))) > 1
    )


def test_many_groups_have_a_panel_each(survival, tmp_path):
    people = {f"第{at}病院": patients(150, at) for at in range(8)}
    survival(people, "-o", tmp_path / "out.svg", "--min-patients", "100")
    svg = (tmp_path / "out.svg").read_text("utf-8")

    assert svg.count("100%</text>") == 8
    assert all('class="h" ' in svg and f">{name}</text>" in svg for name in people)


def test_only_the_exact_picture_has_whole_curves(survival, tmp_path):
    for more in ((), ("--exact",)):
        run = survival(three(), *more, "-o", tmp_path / f"out{len(more)}.svg")
        assert run.code == 0
    plain, exact = ((tmp_path / f"out{at}.svg").read_text("utf-8") for at in (0, 1))

    assert re.search(r'd="M[\d. ]+(H[\d.]+V[\d.]+){36}"', exact)
    assert not re.search(r"(H[\d.]+V[\d.]+){2}", plain)
    assert "公表しない" in exact
    assert "公表しない" not in plain


def test_a_page_has_the_picture_and_the_table(survival, tmp_path):
    survival(three(), "-o", tmp_path / "out.html", "--min-patients", "100")
    page = (tmp_path / "out.html").read_text("utf-8")

    assert "<svg" in page
    assert page.count("抑制（患者数）") >= 3
    assert "http://www.w3.org/2000/svg" in page
    assert not re.search(r'(src|href)="http', page)
    assert "sha256" in page


def test_a_png_is_written_whole(survival, tmp_path):
    pytest.importorskip("resvg_py")
    run = survival(three(), "-o", tmp_path / "out.png")

    assert run.code == 0
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
