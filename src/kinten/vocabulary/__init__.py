"""The words every part of Kinten shares: truth values, strength, citation, period, identity, facts."""
