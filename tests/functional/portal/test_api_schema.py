"""Whatever is sent to the API, it answers as its OpenAPI document says (schemathesis)."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from kinten.portal.api import throttling
from kinten.portal.api.urls import api
from kinten.portal.wsgi import application

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = application


@pytest.fixture
def unthrottled(db, monkeypatch):
    """Ask as often as it takes: how often one may is a test of its own.

    The server closes its connections around a request; here that would end the transaction of the test,
    which Django's own client keeps from happening in the same way.
    """
    monkeypatch.setattr(throttling, "MOST", 10**9)
    around = (request_started, request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_every_answer_is_as_the_document_says(case, unthrottled):
    case.call_and_validate()
