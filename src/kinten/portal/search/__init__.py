"""One box: hospitals by name, reading, place, cancer and treatment, each with the ground on which it is found."""
