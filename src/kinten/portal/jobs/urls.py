"""The addresses of jobs."""

from django.urls import path

from kinten.portal.jobs.views import cancel_job, job, jobs, verify_record

urlpatterns = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/<int:number>/", job, name="job"),
    path("jobs/<int:number>/cancel/", cancel_job, name="job_cancel"),
    path("record/verify/", verify_record, name="record_verify"),
]
