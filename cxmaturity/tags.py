"""Tags of a PDF, mended where WeasyPrint leaves them less than PDF/UA-1 asks for."""

from typing import Any


def mend_tags(_document: Any, pdf: Any) -> None:
    """Say of header cells what they head (7.5), and call a list only what holds its items: boxes
    that lay a list out in columns come with it as lists of their own (7.6)."""
    elements = {item.number: item for item in pdf.objects if _kind(item)}
    for element in elements.values():
        if _kind(element) == "/TH":
            row = elements[_number(element["P"])]
            head = elements[_number(row["P"])]
            element["A"]["Scope"] = "/Column" if _kind(head) == "/THead" else "/Row"
        elif _kind(element) == "/L":
            kids = (_number(kid) for kid in element["K"] if isinstance(kid, bytes))
            if not any(_kind(elements.get(kid)) == "/LI" for kid in kids):
                element["S"] = "/NonStruct"


def _kind(item: Any) -> str:
    """Kind of a structure element, empty for any other object of the file."""
    is_element = isinstance(item, dict) and item.get("Type") == "/StructElem"
    return str(item["S"]) if is_element else ""


def _number(reference: bytes) -> int:
    """Number of the object that a reference like `12 0 R` means."""
    return int(reference.split()[0])
