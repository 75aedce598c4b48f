"""Pictures of links, to scan."""

from io import BytesIO

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def draw_qr(url: str, *, border: int) -> SafeString:
    """The picture of a link of ours, as SVG without size or style; `border` in modules, 4 by
    itself."""
    import segno

    svg = BytesIO()
    segno.make(url, error="m", micro=False).save(
        svg,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        border=border,
        light="#fff",
        title=_("Picture to scan"),
    )
    # Drawn here from a link of ours; the title is escaped by the library.
    return mark_safe(svg.getvalue().decode())  # noqa: S308 -- see above
