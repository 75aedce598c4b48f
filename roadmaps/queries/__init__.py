"""Rows become values here, and nowhere else."""
