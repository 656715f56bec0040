"""The addresses of the pages that reckon."""

from django.urls import path

from kinten.portal.analysis_pages.officer import (
    officer_area,
    officer_area_file,
    officer_areas,
    officer_areas_file,
)
from kinten.portal.analysis_pages.whatif import whatif
from kinten.portal.analysis_pages.whatif_files import whatif_csv, whatif_json, whatif_workbook

_CSV, _XLSX = {"ending": ".csv"}, {"ending": ".xlsx"}

urlpatterns = [
    path("whatif/", whatif, name="whatif"),
    path("whatif/<slug:table>.csv", whatif_csv, name="whatif-csv"),
    path("whatif/result.xlsx", whatif_workbook, name="whatif-xlsx"),
    path("whatif/result.json", whatif_json, name="whatif-json"),
    path("officer/areas/", officer_areas, name="officer-areas"),
    path("officer/areas.csv", officer_areas_file, _CSV, name="officer-areas-csv"),
    path("officer/areas.xlsx", officer_areas_file, _XLSX, name="officer-areas-xlsx"),
    path("officer/areas/<str:frame>/<str:code>/", officer_area, name="officer-area"),
    path(
        "officer/areas/<str:frame>/<str:code>.csv",
        officer_area_file,
        _CSV,
        name="officer-area-csv",
    ),
    path(
        "officer/areas/<str:frame>/<str:code>.xlsx",
        officer_area_file,
        _XLSX,
        name="officer-area-xlsx",
    ),
]
