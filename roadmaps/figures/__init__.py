"""Roadmaps as things to see: drawings, and the rows of tables beside them."""

from roadmaps.figures.approaches import draw_curves
from roadmaps.figures.board_page import draw_board_crossing
from roadmaps.figures.report import BlockSection, block_sections

__all__ = ["BlockSection", "block_sections", "draw_board_crossing", "draw_curves"]
