"""The room, read into values."""
