"""How well people reach supply: the nearest, the shares within reach, and the catchment measures."""
