"""What a revision, a withdrawal or an opening does: hospitals, areas, people, distance."""
