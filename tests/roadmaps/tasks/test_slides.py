import importlib.util
import io
import zipfile

import openpyxl
import pytest
from django.utils import timezone
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Pt

from assessments.figures.points import whole_points
from assessments.queries.snapshots import load_scorecard
from roadmaps.domain.looks import CLIENT, CONSULTANCY, derive_look
from roadmaps.exchange.slides.deck import HEIGHT, WIDTH
from roadmaps.exchange.slides.fitting import INSET, LEADING, count_lines
from roadmaps.models import Report
from roadmaps.queries.approaches import load_approaches
from roadmaps.queries.course import load_course
from roadmaps.tasks import NoResults, NotInstalled, kinds_offered
from tests import factories
from tests.roadmaps import extremes, register_rows
from tests.roadmaps.documents import print_document

HOSTILE = (
    "=1+1 </a:t><x> & “’” {=SUM(A1)} ",
    "😀👩‍👩‍👧 ﬀ مرحبا بالعالم \u202eabc \u0b0b",
    "x" * 2_000,
    "עברית " * 200,
)


def open_slides(roadmap, language="en", **asked):
    content = print_document(roadmap, language, Report.Kind.SLIDES, **asked)
    return Presentation(io.BytesIO(content)), content


def chart_of(slide):
    return next(shape for shape in slide.shapes if shape.has_chart).chart


def table_of(slide):
    table = next(shape for shape in slide.shapes if shape.has_table).table
    return [[cell.text for cell in row.cells] for row in table.rows]


def texts_of(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def inside(shape):
    """Whether a shape stands on its slide, with a rounding error."""
    edge = Emu(2)
    return (
        shape.left >= -edge
        and shape.top >= -edge
        and shape.left + shape.width <= Pt(WIDTH) + edge
        and shape.top + shape.height <= Pt(HEIGHT) + edge
    )


def height_of(frame, width, size=18.0):
    """Points that a text takes in a box of this width, letters as wide as those that stand in."""
    taken = 2 * INSET
    for paragraph in frame.paragraphs:
        run = paragraph.runs[0] if paragraph.runs else None
        letters = run.font.size.pt if run is not None and run.font.size else size
        strong = bool(run is not None and run.font.bold)
        lines = count_lines(paragraph.text, letters, width, strong=strong)
        taken += lines * letters * LEADING
    return taken


def check_boxes(slides):
    for slide in slides:
        for shape in slide.shapes:
            assert inside(shape), shape.name
            if shape.has_table:
                check_table(shape)
            elif shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text:
                taken = height_of(shape.text_frame, shape.width.pt)
                assert taken <= shape.height.pt + 0.1, shape.name


def check_table(shape):
    table = shape.table
    assert sum(column.width for column in table.columns) <= shape.width + Emu(20)
    assert sum(row.height for row in table.rows) <= shape.height + Emu(20)
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            taken = height_of(cell.text_frame, column.width.pt)
            assert taken <= row.height.pt + 0.1, cell.text


def test_slides_are_ten_with_titles_notes_and_told_pictures(worked_roadmap):
    presentation, _content = open_slides(worked_roadmap)
    slides = list(presentation.slides)

    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        "Customer experience: where we stand, and the way from here", "Where we stand",
        "The crossing", "Where views differ", "Where we want to be", "The course", "The plan",
        "Dates", "Two approaches", "Next 90 days, and decisions",
    ]  # fmt: skip
    assert (presentation.slide_width, presentation.slide_height) == (Pt(960), Pt(540))
    assert all("Source: " in slide.notes_slide.notes_text_frame.text for slide in slides)
    drawn = [s for slide in slides for s in slide.shapes if s.has_chart or s.has_table]
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in drawn)
    planks = [s for s in slides[2].shapes if s.name.startswith("Plank")]
    assert len(planks) == 3
    assert all(s._element.xpath(".//p:cNvPr")[0].get("descr") for s in planks)
    kinds = [shape.shape_type for slide in slides for shape in slide.shapes]
    assert MSO_SHAPE_TYPE.PICTURE not in kinds
    check_boxes(slides)


def test_slides_show_the_published_figures_in_charts_and_tables(worked_roadmap):
    presentation, _content = open_slides(worked_roadmap)
    slides = list(presentation.slides)
    scorecard = load_scorecard(worked_roadmap.assessment)
    course = load_course(worked_roadmap)

    scores = chart_of(slides[1]).plots[0]
    assert list(scores.series[0].values) == [whole_points(b.score) for b in scorecard.blocks]
    assert len(list(scores.categories)) == len(scorecard.blocks)
    targets, way = table_of(slides[4]), table_of(slides[5])
    assert targets[0] == ["Building block", "Today", "In 2 years", "In 5 years", "In 10 years"]
    assert len(targets) == 1 + len(course.projections[0].blocks)
    assert way[0][2].startswith("Crawl, ")
    assert way[-1][0] == "The crossing"
    dates = chart_of(slides[7]).plots[0]
    assert next(iter(dates.categories)) == "Crawl"
    exposures = load_approaches(worked_roadmap, timezone.localdate()).exposures(0.0)
    waits = chart_of(slides[8]).plots[0]
    assert [list(series.values) for series in waits.series] == [
        [exposures.gradual.wait, exposures.gradual.longest],
        [exposures.big_bang.wait, exposures.big_bang.longest],
    ]


def test_slides_name_the_steps_of_each_phase_and_count_those_without_room(worked_roadmap):
    presentation, _content = open_slides(worked_roadmap)
    course = load_course(worked_roadmap)
    columns = [s for s in presentation.slides[6].shapes if s.name.startswith("Steps of")]

    assert len(columns) == 3
    for phase, column in zip(course.state.phases, columns, strict=True):
        told = [paragraph.text for paragraph in column.text_frame.paragraphs]
        count = len(course.state.in_phase(phase.phase))
        more = int(told[-1].split()[1]) if told[-1].startswith("and ") else 0
        assert len(told) - bool(more) + more == count


def test_slides_speak_french(worked_roadmap):
    presentation, _content = open_slides(worked_roadmap, "fr")
    run = presentation.slides[0].shapes.title.text_frame.paragraphs[0].runs[0]

    assert run._r.rPr.get("lang") == "fr-FR"
    assert presentation.core_properties.language == "fr"
    check_boxes(presentation.slides)


def test_slides_take_hostile_texts_as_texts_and_keep_them_in_their_boxes(worked_roadmap):
    organisation = worked_roadmap.assessment.organisation
    initiatives = list(worked_roadmap.initiatives.all())
    for initiative, text in zip(initiatives, HOSTILE * 5, strict=False):
        initiative.title, initiative.owner = text[:200], text[:120]
        initiative.save()
    programme = register_rows.make_programme(organisation, sponsor=HOSTILE[1])
    for text in HOSTILE:
        programme.next_actions.create(
            title=text[:200],
            owner=text[:120],
            first_step=".",
            due_on=timezone.localdate(),
            proof=".",
        )
    type(organisation).objects.update(name=HOSTILE[0] + "ü" * 70)
    worked_roadmap.assessment.organisation.refresh_from_db()

    presentation, content = open_slides(worked_roadmap)

    check_boxes(presentation.slides)
    assert any("</a:t><x> &" in text for text in texts_of(presentation.slides[0]))
    whole = "".join("".join(texts_of(slide)) for slide in presentation.slides)
    assert "\u202e" not in whole
    check_no_formulas(content)


def check_no_formulas(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = [archive.read(n) for n in archive.namelist() if n.endswith(".xlsx")]
        slides = [archive.read(n) for n in archive.namelist() if "slides/slide" in n]
    assert len(books) == 3
    for book in books:
        sheet = openpyxl.load_workbook(io.BytesIO(book)).active
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
    assert any(b'rtl="1"' in slide for slide in slides)


def test_slides_carry_logos_and_colours_of_the_look(worked_roadmap, tmp_path):
    look = derive_look("#7a1f5c")
    picture = _png()
    look = type(look)(
        look.accent,
        look.wash,
        look.intensities,
        "Advice Ltd",
        {CLIENT: picture, CONSULTANCY: picture},
    )

    presentation, content = open_slides(worked_roadmap, look=look)

    pictures = [
        (number, shape._element.nvPicPr.cNvPr.get("descr"))
        for number, slide in enumerate(presentation.slides)
        for shape in slide.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert pictures == [(0, "Acme (demo)"), (0, "Advice Ltd")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        theme = archive.read("ppt/theme/theme1.xml")
        assert b"thumbnail" not in b" ".join(n.encode() for n in archive.namelist())
    assert b"7A1F5C" in theme
    assert b"Source Sans 3" in theme


def _png():
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (400, 100), "#7a1f5c").save(stream, "PNG")
    return stream.getvalue()


def test_slides_of_an_assessment_without_results_are_refused(worked_roadmap):
    factories.withhold_results(worked_roadmap.assessment)

    with pytest.raises(NoResults):
        print_document(worked_roadmap, "en", Report.Kind.SLIDES)


def test_slides_are_not_offered_where_their_library_is_missing(worked_roadmap, monkeypatch):
    known = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *a: None if name == "pptx" else known(name, *a)
    )

    assert "slides" not in dict(kinds_offered())
    with pytest.raises(NotInstalled, match="extra “slides”"):
        print_document(worked_roadmap, "en", Report.Kind.SLIDES)


@pytest.mark.parametrize("which", ["usual", "alone", "crowded", "many"])
def test_slides_of_extreme_organisations_stay_in_their_boxes(db, which):
    roadmap = getattr(extremes, f"make_{which}")()

    presentation, _content = open_slides(roadmap)

    assert len(presentation.slides) == 10
    check_boxes(presentation.slides)
