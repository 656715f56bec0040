"""What the network leaves without care: blank areas, the way to the nearest hub, partners, flow."""
