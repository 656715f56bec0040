"""The network of designated hospitals over time: who stands where, of what kind, with whom."""
