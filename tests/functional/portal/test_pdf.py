"""The PDF of a hospital's page as it is really made: tagged, in its language, with its source and links."""

from __future__ import annotations

import re
import zlib

import pytest

from kinten.desk.printing_pdf import _has_japanese_font

pytestmark = pytest.mark.django_db


def can_print():
    try:
        import weasyprint  # noqa: F401 - its libraries of the system are looked for
    except (ImportError, OSError):
        return False
    return _has_japanese_font()


needs_pdf = pytest.mark.skipif(
    not can_print(), reason="WeasyPrint, Pango and a Japanese font are needed to make a PDF"
)


def opened(content):
    """Give the bytes of a PDF with its streams unpacked."""
    found = [content]
    for part in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(part[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


@needs_pdf
@pytest.mark.parametrize(("prefix", "lang"), [("", b"/Lang (ja)"), ("/en", b"/Lang (en)")])
def test_it_is_tagged_in_its_language_and_links_to_the_page(visitor, prefix, lang):
    answer = visitor.get(f"{prefix}/hospitals/DCH001/print.pdf", {"on": "2026-11-29"})
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    held = opened(answer.content)

    assert b"pdfuaid" in held
    assert b"/StructTreeRoot" in held
    assert lang in held
    assert f"(http://127.0.0.1{prefix}/hospitals/DCH001/)".encode() in held
    assert b"Noto" in held, "the font is within it"


@pytest.mark.parametrize(
    ("prefix", "day"), [("", "2026-11-29 の時点"), ("/en", "As of 2026-11-29")]
)
def test_the_page_it_is_made_of_begins_with_day_and_source(visitor, prefix, day):
    page = visitor.get(f"{prefix}/hospitals/DCH001/print/", {"on": "2026-11-29"}).content.decode()

    head = page.partition("<h1")[0]
    assert day in head
    assert f"http://127.0.0.1{prefix}/hospitals/DCH001/" in head
