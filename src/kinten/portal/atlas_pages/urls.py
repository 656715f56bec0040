"""The addresses of areas, map and editions."""

from django.urls import path

from kinten.portal.atlas_pages.area_map import area_map
from kinten.portal.atlas_pages.area_page import area
from kinten.portal.atlas_pages.areas import areas
from kinten.portal.atlas_pages.editions import clause, guideline, guidelines
from kinten.portal.atlas_pages.editions_compared import compare

urlpatterns = [
    path("areas/", areas, name="areas"),
    path("areas/<str:frame>/<str:code>/", area, name="area"),
    path("map/", area_map, name="map"),
    path("guidelines/", guidelines, name="guidelines"),
    path("guidelines/compare/", compare, name="guidelines-compare"),
    path("guidelines/<str:edition>/", guideline, name="guideline"),
    path("guidelines/<str:edition>/<path:clause>/", clause, name="guideline-clause"),
]
