"""The only code that writes rows of roadmaps: one verb a function."""
