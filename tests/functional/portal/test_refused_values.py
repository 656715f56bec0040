"""What a database cannot keep is told to the one who sent it, and is no error of ours."""

from __future__ import annotations

import pytest
from django.db import DataError
from django.test import RequestFactory
from django.utils.translation import override

from kinten.portal.look.faults import FaultPages


def answer_to(error, lang="ja"):
    request = RequestFactory().get("/reports/\0/")
    with override(lang):
        return FaultPages(lambda _: None).process_exception(request, error)


@pytest.mark.parametrize(("lang", "word"), [("ja", "記録できません"), ("en", "cannot be kept")])
def test_a_value_that_the_database_refuses_is_told(db, lang, word):
    answer = answer_to(DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), lang)

    assert answer.status_code == 400
    assert word in answer.content.decode()
    assert "PostgreSQL" not in answer.content.decode()


def test_another_error_stays_one_of_ours(db):
    assert answer_to(RuntimeError("x")) is None


@pytest.mark.parametrize("address", ["/hospitals/%00/print/", "/hospitals/%00/print.pdf"])
def test_a_name_with_a_nul_is_no_hospital(visitor, address):
    assert visitor.get(address).status_code in {400, 404}
    assert visitor.get(f"/en{address}").status_code in {400, 404}
