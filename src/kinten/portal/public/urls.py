"""The addresses of the public pages."""

from django.urls import path

from kinten.portal.public.accessibility import accessibility
from kinten.portal.public.hospitals import home, hospital, hospitals
from kinten.portal.public.why import why

urlpatterns = [
    path("", home, name="home"),
    path("hospitals/", hospitals, name="hospitals"),
    path("hospitals/<str:identity>/", hospital, name="hospital"),
    path("why/", why, name="why"),
    path("accessibility/", accessibility, name="accessibility"),
]
