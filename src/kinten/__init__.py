"""Kinten: the rules, the network and the desks of Japan's designated cancer hospitals."""

__version__ = "2026.11.0"
