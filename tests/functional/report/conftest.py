"""A small form to fill in, and a report that answers it."""

from example_form import filled, form, layout  # tools/ is on the path of the tests (pyproject.toml)

__all__ = ["filled", "form", "layout"]
