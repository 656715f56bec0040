"""The addresses of the pages about one hospital's reports."""

from django.urls import path

from kinten.portal.reports.views import pdf, print_page, verdict

urlpatterns = [
    path("hospitals/<str:identity>/print/", print_page, name="hospital-print"),
    path("hospitals/<str:identity>/print.pdf", pdf, name="hospital-pdf"),
    path(
        "hospitals/<str:identity>/verdict/<int:year>/<int:number>/",
        verdict,
        name="hospital-verdict",
    ),
]
