"""The addresses of the open data; they are printed in papers and never change."""

from django.urls import path

from kinten.portal.opendata.views import download, index, metadata, table_page

urlpatterns = [
    path("data/", index, name="open-data"),
    path("data/<slug:table>/", table_page, name="open-table"),
    path("data/<slug:table>.csv", download, {"ending": ".csv"}, name="open-csv"),
    path("data/<slug:table>.xlsx", download, {"ending": ".xlsx"}, name="open-xlsx"),
    path("data/<slug:table>.json", download, {"ending": ".json"}, name="open-json"),
    path("data/<slug:table>.metadata.json", metadata, name="open-metadata"),
]
