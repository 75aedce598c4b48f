"""Pages of a room: desk, wall, phones, minutes."""
