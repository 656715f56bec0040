"""The addresses: Japanese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("", include("kinten.portal.public.urls")),
    prefix_default_language=False,
)
