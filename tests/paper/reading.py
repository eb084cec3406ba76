"""Reading a PDF as somebody with the paper in hand would: its words, and the codes on it."""

from __future__ import annotations

import pypdfium2
import zxingcpp
from PIL import Image

_MM = 72 / 25.4
"""Points."""


def words(pdf: bytes) -> list[str]:
    """What stands on all pages, cut at blanks and line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [word for page in document for word in page.get_textpage().get_text_range().split()]


def pages(pdf: bytes) -> list[Image.Image]:
    """The pages as pictures, as sharp as an office printer's."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=3).to_pil() for page in document]


def codes(pdf: bytes) -> set[str]:
    """What a phone's camera reads on the pages."""
    return {found.text for page in pages(pdf) for found in zxingcpp.read_barcodes(page)}


def words_within(pdf: bytes, left: float, top: float, right: float, bottom: float) -> str:
    """What stands wholly within a part of the first page, in millimetres from its upper left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        edges = (left, page.get_height() / _MM - bottom, right, page.get_height() / _MM - top)
        found = page.get_textpage().get_text_bounded(*(edge * _MM for edge in edges))
        return "".join(found.split())
