"""Areas in versioned frames, municipalities, population, adjacency, outlines and distance."""
