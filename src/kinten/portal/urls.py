"""The addresses: Japanese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("", include("kinten.portal.public.urls")),
    path("", include("kinten.portal.atlas_pages.urls")),
    path("", include("kinten.portal.analysis_pages.urls")),
    path("", include("kinten.portal.opendata.urls")),
    path("", include("kinten.portal.volume_pages.urls")),
    path("", include("kinten.portal.reports.urls")),
    path("", include("kinten.portal.meetings.urls")),
    path("", include("kinten.portal.opinions.urls")),
    path("", include("kinten.portal.people.urls")),
    path("", include("kinten.portal.views_kept.urls")),
    path("", include("kinten.portal.jobs.urls")),
    path("", include("kinten.portal.registry_pages.urls")),
    prefix_default_language=False,
)
# A program has one address, whatever its language.
urlpatterns += [path("api/v1/", include("kinten.portal.api.urls"))]
