"""Who may do what, and why: every view, operation, download and job asks here."""
