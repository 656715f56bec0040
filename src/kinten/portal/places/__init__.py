"""The network as the portal keeps it: the rows of its tables, each with the day on which it was recorded."""
