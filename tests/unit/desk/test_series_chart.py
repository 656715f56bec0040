"""The chart of the published numbers: broken where the unit changes, nothing smoothed."""

import re

import pytest

from kinten.desk.drawing.chart import draw_chart
from kinten.desk.drawing.fitting import Box, find_room, width_of, wrap
from kinten.desk.series_chart import contradictions, date_of, series_chart, span_of
from kinten.geography.area import Layer
from kinten.network.loading import load_published
from kinten.network.published import Published, Subject


@pytest.fixture(scope="module")
def published():
    return load_published()


def panel(chart, title):
    return next(each for each in chart.panels if each.title == title)


def test_blank_areas_are_two_lines_with_the_break_between_them(published):
    """108 in 2014 and 69 in 2017 by one unit, 71 in April 2019 and 56 in 2024 by the other."""
    blank = panel(series_chart(published, "ja"), "空白の医療圏")
    before, after = blank.lines

    assert [dot.y for dot in before.dots] == [108, 84, 75, 69, 67]
    assert [dot.y for dot in after.dots] == [71, 64, 61, 60, 60, 58, 56]
    assert max(dot.to_x for dot in before.dots) <= blank.gap.from_x
    assert blank.gap.to_x <= min(dot.from_x for dot in after.dots)
    assert "単位が変わる" in blank.gap.words[0]


def test_no_line_is_drawn_across_the_break(published):
    """Every line of the panel lies on one side of the band."""
    svg = draw_chart(series_chart(published, "ja"))
    start, end = svg.index(">空白の医療圏<"), svg.index(">都道府県拠点と")
    part = svg[start:end]
    left, width = map(
        float, re.search(r'class="b" x="([\d.]+)" y="\d+" width="([\d.]+)"', part).groups()
    )
    lines = re.findall(r'd="M([\d.]+) [\d.]+L([\d.]+) [\d.]+"', part)

    assert len(lines) == 10
    assert all(float(b) <= left or float(a) >= left + width for a, b in lines)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_number_is_within_its_panel(published, lang):
    """A number that a later source adds must not be drawn outside."""
    chart = series_chart(published, lang)
    first, last = chart.years
    for each in chart.panels:
        dots = [dot for line in each.lines for dot in line.dots]
        assert dots
        assert all(each.low <= dot.y <= each.high for dot in dots), each.title
        assert all(first <= dot.x <= last for dot in dots)


def test_contradictions_stand_both_and_are_named(published):
    (words,) = contradictions(published)
    for told in (
        "地域がん診療連携拠点病院 2019-04-01＝339（gemmed p=25263）と329",
        "43（gemmed p=52129）と47",
        "156（jmedj 13101）と122",
    ):
        assert told in words.ja
    assert "regional hubs 2019-04-01: 339 (gemmed p=25263) and 329" in words.en
    assert contradictions([Published(Subject.ALL, "2020", 1, "a")]) == ()


def test_a_bare_year_is_put_to_the_date_of_another_source():
    year = Published(Subject.ALL, "2019", 1, "a")
    day = Published(Subject.ALL, "2019-09", 2, "b")
    other = Published(Subject.LOCAL, "2019-04", 2, "b")

    assert date_of(year, [year, day]) == "2019-09"
    assert date_of(year, [year, other]) == "2019"
    assert date_of(day, [year, day]) == "2019-09"


def test_a_year_read_from_a_chart_is_hollow():
    one = Published(Subject.BLANK_AREAS, "2015", 84, "a", None, True, Layer.MEDICAL)
    chart = series_chart([one], "ja")
    (dot,) = panel(chart, "空白の医療圏").lines[0].dots

    assert not dot.is_exact
    assert (dot.from_x, dot.x, dot.to_x) == (2015.0, 2015.5, 2016.0)


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2015", (2015.0, 2016.0)),
        ("2014-04", (2014.25, 2014.25 + 1 / 12)),
        ("2017-04-01", (2017.25, 2017.25)),
    ],
)
def test_a_date_leaves_open_what_it_does_not_say(date, span):
    assert span_of(date) == pytest.approx(span)


def test_a_date_of_another_form_is_refused():
    with pytest.raises(ValueError, match="not a date"):
        span_of("令和2年")


def test_sources_and_break_stand_in_the_picture_itself(published):
    """The SVG alone has to tell them."""
    svg = draw_chart(series_chart(published, "en"))

    for told in (
        "Sources: ",
        "From fiscal 2019 the unit is the cancer area",
        "fiscal 2019: the unit changes",
    ):
        assert told in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("text", "wide", "lines"),
    [
        ("あいうえお", 2, ["あい", "うえ", "お"]),
        ("one two three", 4, ["one two", "three"]),
        ("出典：W22318/10、slides", 6, ["出典：", "W22318/10、", "slides"]),
        ("", 5, []),
    ],
)
def test_words_are_broken_into_lines(text, wide, lines):
    assert list(wrap(text, wide)) == lines
    assert width_of("あa") == 3


def test_a_number_goes_where_there_is_room():
    places = [Box.about(x, 0, 2, 2) for x in (0, 5, 10)]

    assert find_room(places, [Box.about(1, 0, 2, 2)], below=9) == places[1]
    assert find_room(places, places, below=9) is None
    assert find_room(places, [], below=0) is None
