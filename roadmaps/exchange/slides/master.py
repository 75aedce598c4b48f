"""The empty presentation: 16:9, in our fonts and the client's colours, with two layouts."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from roadmaps.domain.looks import Look
from roadmaps.exchange.slides.deck import HEIGHT, INNER, LEFT, WIDTH, Box, Deck
from roadmaps.exchange.slides.fitting import clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation

LAYOUTS: Final = ("Title Slide", "Title Only")
TITLE: Final = Box(LEFT, 34, INNER, 56)
FIRST_TITLE: Final = Box(LEFT, 136, INNER, 104)
SIZES: Final = {LAYOUTS[0]: 3600, LAYOUTS[1]: 2800}
HEADS, BODY = ("Source Serif 4", "02040603050405020204"), ("Source Sans 3", "020B0503030403020204")
"""Our fonts with what programs need to take the nearest one where they are missing."""
THEME: Final = {
    "dk2": "ink",
    "accent1": "accent",
    "accent2": "intensity-4",
    "accent3": "intensity-3",
    "accent4": "intensity-2",
    "accent5": "intensity-5",
    "accent6": "intensity-1",
}
INK: Final = "1B2430"


def open_presentation(look: Look, deck: Deck) -> "Presentation":
    """A presentation without slides; layout 0 is for the first one, 1 for all others."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _keep_layouts(presentation)
    master = presentation.slide_master
    _dress(master, look)
    _place(master.placeholders, TITLE)
    for layout in presentation.slide_layouts:
        is_first = layout.name == LAYOUTS[0]
        _place(layout.placeholders, FIRST_TITLE if is_first else TITLE)
        _size_title(layout, SIZES[layout.name], look)
    _tell(presentation, deck, look)
    return presentation


def _keep_layouts(presentation: "Presentation") -> None:
    """The template's other layouts are laid out for 4:3, and nobody needs them; its thumbnail shows
    something else."""
    for layout in list(presentation.slide_layouts):
        if layout.name not in LAYOUTS:
            presentation.slide_layouts.remove(layout)
    package: Any = presentation.part.package
    for key, link in list(package._rels.items()):  # noqa: SLF001 -- there is no public way
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)  # noqa: SLF001


def _place(placeholders: Any, box: Box) -> None:
    """Titles where ours stand; what else a layout offers goes, so that no slide has empty boxes."""
    for each in list(placeholders):
        if "TITLE" in str(each.placeholder_format.type) and "SUB" not in str(
            each.placeholder_format.type
        ):
            each.left, each.top, each.width, each.height = (
                Pt(side) for side in (box.x, box.y, box.width, box.height)
            )
        else:
            each._element.getparent().remove(each._element)  # noqa: SLF001


def _size_title(layout: Any, size: int, look: Look) -> None:
    """Titles on the left, in the accent, at the lower edge of their box."""
    for title in layout.placeholders:
        body = title._element.txBody  # noqa: SLF001
        body.bodyPr.set("anchor", "b")
        style = body.find(qn("a:lstStyle"))
        for child in list(style):
            style.remove(child)
        level = _append(style, "a:lvl1pPr", algn="l")
        run = _append(level, "a:defRPr", sz=str(size), b="1")
        _append(_append(run, "a:solidFill"), "a:srgbClr", val=_plain(look.accent))


def _dress(master: Any, look: Look) -> None:
    """Our fonts and the look's colours as the theme, so that what people add goes with it."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = parse_xml(part.blob)
    for path, (face, panose) in (("a:majorFont", HEADS), ("a:minorFont", BODY)):
        latin = theme.find(f".//{{*}}{path.removeprefix('a:')}/{{*}}latin")
        latin.set("typeface", face)
        latin.set("panose", panose)
    colours = {**look.colours, "ink": f"#{INK}"}
    for name, ours in THEME.items():
        slot = theme.find(f".//{{*}}clrScheme/{{*}}{name}")
        for child in list(slot):
            slot.remove(child)
        _append(slot, "a:srgbClr", val=_plain(colours[ours]))
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 -- it keeps unknown parts as bytes


def _append(parent: Any, name: str, **attributes: str) -> Any:
    child = parent.makeelement(qn(name), attributes)
    parent.append(child)
    return child


def _plain(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _tell(presentation: "Presentation", deck: Deck, look: Look) -> None:
    """What the file says of itself; the template's own author is not ours."""
    facts = presentation.core_properties
    facts.title, facts.subject = clean(deck.title)[:250], clean(deck.organisation)[:250]
    facts.author = facts.last_modified_by = clean(look.consultancy)[:250]
    facts.language, facts.keywords, facts.comments = deck.language, "", ""
    day = dt.datetime.combine(deck.planned_on, dt.time(), dt.UTC)
    facts.created = facts.modified = day.replace(tzinfo=None)
    facts.revision = 1
