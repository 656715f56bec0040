"""Kinds of hospitals by their words."""

import pytest

from kinten.vocabulary.hospital_kind import Kind, kind_named


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_named_by_its_id_and_its_words(kind):
    """The id, both labels and both short labels name the kind, in any width and case."""
    names = (kind.value, kind.value.upper(), *kind.label, *kind.short_label, f" {kind.label.ja} ")
    assert {kind_named(name) for name in names} == {kind}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("県拠点", Kind.PREF),
        ("都道府県拠点病院", Kind.PREF),
        ("地域拠点", Kind.REGIONAL),
        ("特定領域拠点病院", Kind.SPECIFIC),
        ("ｌｏｃａｌ", Kind.LOCAL),
        ("", None),
        ("▲", None),
        ("城", None),
        ("国立がん研究センター東病院", None),
    ],
)
def test_words_in_use_name_a_kind(text, expected):
    """Words that papers use are read; others name no kind, and a name is no kind."""
    assert kind_named(text) is expected
