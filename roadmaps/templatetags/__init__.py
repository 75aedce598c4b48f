"""Words and marks for templates of roadmaps."""
