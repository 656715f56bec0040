"""Status reports and meeting papers in and out, and what is doubtful in them."""
