"""The addresses of kept views."""

from django.urls import path

from kinten.portal.views_kept.views import kept_view_remove, kept_views

urlpatterns = [
    path("account/views/", kept_views, name="kept-views"),
    path("account/views/<int:number>/remove/", kept_view_remove, name="kept-view-remove"),
]
