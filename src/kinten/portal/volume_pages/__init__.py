"""Pages of published figures: discharges by cancer and hospital, new cancers of the national registry."""
