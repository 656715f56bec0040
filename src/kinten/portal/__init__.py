"""What people see in a browser: public pages, desks, API. Django is imported here and nowhere else."""
