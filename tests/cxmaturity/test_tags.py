"""Tags that WeasyPrint leaves less than PDF/UA-1 asks for."""

import io

import pypdf

from cxmaturity.pdf import render_pdf
from tests.cxmaturity.test_pdf import PAGE, find


def read(body):
    return pypdf.PdfReader(io.BytesIO(render_pdf(PAGE.format(head="", body=body))))


def test_header_cells_say_what_they_head():
    document = read(
        "<table><thead><tr><th>Head</th></tr></thead><tbody><tr><th>Row</th></tr></tbody></table>"
    )

    assert [cell["/A"]["/Scope"] for cell in find(document, "/TH")] == ["/Column", "/Row"]


def test_a_list_laid_out_in_columns_is_one_list():
    # .facts stands in columns (static/css/report.css).
    document = read('<ul class="facts"><li>One</li><li>Two</li></ul><ul><li>Three</li></ul>')
    lists = find(document, "/L")

    assert [[kid.get_object()["/S"] for kid in each["/K"]] for each in lists] == [
        ["/LI", "/LI"], ["/LI"],
    ]  # fmt: skip
