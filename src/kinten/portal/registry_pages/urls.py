"""The addresses of the registry pages."""

from django.urls import path

from kinten.portal.registry_pages.findings_views import findings, findings_erase, findings_file
from kinten.portal.registry_pages.funnel_page import funnel_page
from kinten.portal.registry_pages.receiving import receive, withdraw
from kinten.portal.registry_pages.views import download, index, table_page

urlpatterns = [
    path("registry/", index, name="registry"),
    path("registry/receive/", receive, name="registry-receive"),
    path("registry/<int:number>/", table_page, name="registry-table"),
    path("registry/<int:number>/funnel/", funnel_page, name="registry-funnel"),
    path("registry/<int:number>/withdraw/", withdraw, name="registry-withdraw"),
    path("registry/<int:number>.csv", download, {"ending": ".csv"}, name="registry-csv"),
    path("registry/<int:number>.xlsx", download, {"ending": ".xlsx"}, name="registry-xlsx"),
    path("registry/<int:number>.json", download, {"ending": ".json"}, name="registry-json"),
    path("hospitals/<str:identity>/findings/", findings, name="findings"),
    path("hospitals/<str:identity>/findings/<str:word>/", findings_file, name="findings-file"),
    path(
        "hospitals/<str:identity>/findings/<str:word>/erase/", findings_erase, name="findings-erase"
    ),
]
