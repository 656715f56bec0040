"""Tables out: CSV, xlsx, Parquet, JSON and HTML, never half-written."""
