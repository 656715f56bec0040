"""Pages about places and rules: the areas, the national map, the editions of the guideline."""
