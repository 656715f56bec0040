"""The addresses of the published figures; those of files are printed in papers and never change."""

from django.urls import path

from kinten.portal.opendata.describing import ENDINGS
from kinten.portal.volume_pages.categories import (
    categories,
    categories_file,
    category_file,
    category_page,
)
from kinten.portal.volume_pages.files import disease_file, totals_file
from kinten.portal.volume_pages.incidence import site_file, site_page, sites, sites_file
from kinten.portal.volume_pages.volumes import disease_page, volumes

urlpatterns = [
    path("volumes/", volumes, name="volumes"),
    path("volumes/<str:disease>/", disease_page, name="volumes-disease"),
    path("cancer/", sites, name="cancer"),
    path("cancer/categories/", categories, name="cancer-categories"),
    path("cancer/categories/<str:icd10>/", category_page, name="cancer-category"),
    path("cancer/<int:site>/", site_page, name="cancer-site"),
]
for _ending in ENDINGS:
    _kind = _ending.removeprefix(".")
    urlpatterns += [
        path(f"volumes{_ending}", totals_file, {"ending": _ending}, name=f"volumes-{_kind}"),
        path(
            f"volumes/<str:disease>{_ending}",
            disease_file,
            {"ending": _ending},
            name=f"volumes-disease-{_kind}",
        ),
        path(f"cancer{_ending}", sites_file, {"ending": _ending}, name=f"cancer-{_kind}"),
        path(
            f"cancer/categories{_ending}",
            categories_file,
            {"ending": _ending},
            name=f"cancer-categories-{_kind}",
        ),
        path(
            f"cancer/categories/<str:icd10>{_ending}",
            category_file,
            {"ending": _ending},
            name=f"cancer-category-{_kind}",
        ),
        path(
            f"cancer/<int:site>{_ending}",
            site_file,
            {"ending": _ending},
            name=f"cancer-site-{_kind}",
        ),
    ]
