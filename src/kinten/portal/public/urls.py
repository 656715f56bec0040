"""The addresses of the public pages."""

from django.urls import path

from kinten.portal.public.accessibility import accessibility
from kinten.portal.public.hospitals import home, hospital, hospital_files, hospitals
from kinten.portal.public.why import why

urlpatterns = [
    path("", home, name="home"),
    path("hospitals/", hospitals, name="hospitals"),
    path("hospitals.csv", hospital_files, {"ending": ".csv"}, name="hospitals-csv"),
    path("hospitals.xlsx", hospital_files, {"ending": ".xlsx"}, name="hospitals-xlsx"),
    path("hospitals.json", hospital_files, {"ending": ".json"}, name="hospitals-json"),
    path("hospitals/<str:identity>/", hospital, name="hospital"),
    path("why/", why, name="why"),
    path("accessibility/", accessibility, name="accessibility"),
]
