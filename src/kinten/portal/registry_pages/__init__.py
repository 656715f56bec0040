"""Protected tables of the cancer registry as pages, and the registrar's own list of edit findings."""
