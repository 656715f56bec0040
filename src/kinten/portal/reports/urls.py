"""The addresses of the pages about one hospital's reports, and of sending one."""

from django.urls import path

from kinten.portal.reports.commenting import (
    decision_comment,
    decision_new,
    decision_publish,
    decision_withdraw,
)
from kinten.portal.reports.sending import discard, send, sent
from kinten.portal.reports.stepping import accept_view, publish_view, return_view
from kinten.portal.reports.versions import compare, version, versions
from kinten.portal.reports.views import pdf, print_page, verdict

_HOSPITAL = "hospitals/<str:identity>/"
_VERSION = f"{_HOSPITAL}reports/<int:year>/<int:number>/"
_DECISION = f"{_HOSPITAL}decisions/<int:number>/"

urlpatterns = [
    path(f"{_HOSPITAL}print/", print_page, name="hospital-print"),
    path(f"{_HOSPITAL}print.pdf", pdf, name="hospital-pdf"),
    path(f"{_HOSPITAL}verdict/<int:year>/<int:number>/", verdict, name="hospital-verdict"),
    path(f"{_HOSPITAL}reports/", versions, name="hospital-reports"),
    path(f"{_HOSPITAL}reports/compare/", compare, name="hospital-reports-compare"),
    path(_VERSION, version, name="hospital-report"),
    path(f"{_VERSION}return/", return_view, name="report-return"),
    path(f"{_VERSION}accept/", accept_view, name="report-accept"),
    path(f"{_VERSION}publish/", publish_view, name="report-publish"),
    path(f"{_HOSPITAL}decisions/new/", decision_new, name="decision-new"),
    path(f"{_DECISION}publish/", decision_publish, name="decision-publish"),
    path(f"{_DECISION}withdraw/", decision_withdraw, name="decision-withdraw"),
    path(f"{_DECISION}comment/", decision_comment, name="decision-comment"),
    path("reports/send/", send, name="report-send"),
    path("reports/sent/<str:word>/", sent, name="report-sent"),
    path("reports/sent/<str:word>/discard/", discard, name="report-discard"),
]
