"""Packaged open data, each file with its source: publisher, licence, date, how it was derived."""

from kinten.data.loading import (
    PackagedSource,
    list_sources,
    open_packaged,
    packaged_path,
    read_packaged,
)

__all__ = ["PackagedSource", "list_sources", "open_packaged", "packaged_path", "read_packaged"]
