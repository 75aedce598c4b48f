"""Rows: targets, roadmaps, initiatives, reports."""
