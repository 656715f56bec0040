"""The addresses of opinions."""

from django.urls import path

from kinten.portal.opinions.views import (
    opinion_give,
    opinion_page,
    opinion_withdraw,
    opinions,
)

_OPINIONS = "hospitals/<str:identity>/opinions/<int:year>/"

urlpatterns = [
    path("opinions/", opinions, name="opinions"),
    path(_OPINIONS, opinion_page, name="opinion-page"),
    path(f"{_OPINIONS}give/", opinion_give, name="opinion-give"),
    path(f"{_OPINIONS}<int:number>/withdraw/", opinion_withdraw, name="opinion-withdraw"),
]
