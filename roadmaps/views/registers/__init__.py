"""Pages of the registers and the hand-over file."""
