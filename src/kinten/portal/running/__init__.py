"""Running a portal: starting it, filling it, serving it, keeping copies of it."""
