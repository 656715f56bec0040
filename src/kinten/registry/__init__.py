"""The cancer registry desk: what registered tumours are and how they count."""
