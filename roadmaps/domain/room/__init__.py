"""The room: agenda, scenes, and what a group may be told of itself (method G)."""
