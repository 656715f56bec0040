"""Jobs: work that takes longer than a page may, with its progress, done by the worker beside the server."""
