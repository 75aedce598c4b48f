"""Charts of slides: native ones, with their figures in a small workbook inside."""

from collections.abc import Mapping
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.util import Pt

from roadmaps.exchange.slides.deck import Chart, ChartKind
from roadmaps.exchange.slides.words import colour, name_shape

TYPES: Final = {
    ChartKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.SPANS: XL_CHART_TYPE.BAR_STACKED,
}
SIZE: Final = 11


def draw_chart(page: Any, part: Chart, colours: Mapping[str, str]) -> None:
    """A chart that is edited like any other."""
    data = CategoryChartData(number_format=part.number_format)
    data.categories = [guard(name) for name in part.categories]
    for series in part.series:
        data.add_series(guard(series.name), series.values)
    box = [Pt(side) for side in (part.box.x, part.box.y, part.box.width, part.box.height)]
    frame = page.shapes.add_chart(TYPES[part.kind], *box, data)
    name_shape(frame, part.name, part.alt)
    chart = frame.chart
    chart.font.size = Pt(SIZE)
    chart.font.color.rgb = colour("ink", colours)
    chart.has_title = False
    chart.has_legend = part.kind is ChartKind.COLUMNS
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _set_axes(chart, part, colours)
    _paint(chart, part, colours)


def guard(text: str) -> str:
    """A name that the workbook inside the chart takes for no formula."""
    return f"'{text}" if text.startswith(("=", "{=")) else text or "–"


def _set_axes(chart: Any, part: Chart, colours: Mapping[str, str]) -> None:
    names, values = chart.category_axis, chart.value_axis
    if part.kind is not ChartKind.COLUMNS:
        names.reverse_order = True  # the first one stands on top
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    names.has_major_gridlines = False
    names.format.line.color.rgb = colour("soft", colours)
    values.major_gridlines.format.line.color.rgb = colour("intensity-1", colours)
    values.format.line.fill.background()
    values.tick_labels.number_format = part.number_format
    values.tick_labels.number_format_is_linked = False
    if part.least is not None:
        values.minimum_scale = part.least
    if part.most is not None:
        values.maximum_scale = part.most
    if part.step is not None:
        values.major_unit = part.step


def _paint(chart: Any, part: Chart, colours: Mapping[str, str]) -> None:
    plot = chart.plots[0]
    plot.gap_width = 50
    plot.vary_by_categories = False
    if part.kind is ChartKind.SPANS:
        plot.overlap = 100
    else:
        plot.has_data_labels = True
        plot.data_labels.number_format = part.number_format
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for place, series in enumerate(part.series):
        drawn = plot.series[place]
        if part.kind is ChartKind.SPANS and not place:
            drawn.format.fill.background()
            continue
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(series.colour, colours)
