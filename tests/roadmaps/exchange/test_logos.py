import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from roadmaps.exchange.logos import (
    MOST_BYTES,
    MOST_KEPT,
    LogoRefused,
    Refusal,
    is_seen_on_white,
    read_logo,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind="PNG", size=(40, 20), mode="RGB", **how):
    stream = io.BytesIO()
    Image.new(mode, size, **({"color": (14, 92, 99)} if mode == "RGB" else {})).save(
        stream, kind, **how
    )
    return stream.getvalue()


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(width, height, content=b""):
    """A PNG that claims a size, with so little in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(content))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


def opened(content):
    return Image.open(io.BytesIO(content), formats=("PNG",))


def refusal(content):
    with pytest.raises(LogoRefused) as refused:
        read_logo(content)
    return refused.value.reason


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_becomes_a_png(kind):
    found = opened(read_logo(picture(kind)))

    assert (found.format, found.mode, found.size) == ("PNG", "RGBA", (40, 20))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_picture_in_any_colours_becomes_a_png(mode):
    assert opened(read_logo(picture(mode=mode))).mode == "RGBA"


def test_picture_in_the_colours_of_printers_becomes_a_png():
    assert opened(read_logo(picture("JPEG", mode="CMYK"))).mode == "RGBA"


def test_large_picture_is_made_smaller_and_keeps_its_shape():
    assert opened(read_logo(picture(size=(3000, 1500)))).size == (1200, 600)


def test_picture_that_would_weigh_much_is_made_smaller_until_it_does_not():
    noise = Image.effect_noise((1200, 1200), 90).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "JPEG", quality=80)

    assert len(read_logo(stream.getvalue())) <= MOST_KEPT


def test_what_else_a_file_holds_stays_out():
    words = PngInfo()
    words.add_text("Comment", "canary-text")
    spoken = picture(pnginfo=words, icc_profile=b"canary-profile") + b"<script>canary()</script>"

    found = read_logo(spoken)
    assert b"canary" not in found
    assert b"script" not in found


def test_turned_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(read_logo(picture("JPEG", exif=exif))).size == (20, 40)


@pytest.mark.parametrize(
    "content",
    [SVG, b"", b"\0" * 99, b"GIF89a" + b"\0" * 99, b"%PDF-1.7", b"<html>", b"BM" + b"\0" * 99],
    ids=["svg", "empty", "nothing", "gif", "pdf", "html", "bmp"],
)
def test_what_is_no_picture_of_a_known_kind_is_refused(content):
    assert refusal(content) is Refusal.UNKNOWN


@pytest.mark.parametrize("size", [(20_000, 20_000), (2**31 - 1, 2**31 - 1), (3465, 3465)])
def test_picture_that_would_unpack_to_too_much_is_refused_unseen(size):
    assert refusal(png(*size)) is Refusal.TOO_LARGE


def test_file_of_too_many_bytes_is_refused_unread():
    assert refusal(picture() + b"\0" * MOST_BYTES) is Refusal.TOO_LARGE


def test_words_that_unpack_to_too_much_are_refused():
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 50_000_000))
    content = picture()
    assert len(bomb) < 60_000
    assert refusal(content[:33] + bomb + content[33:]) is Refusal.BROKEN


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_that_was_cut_off_is_refused(kind, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it
    content = picture(kind, size=(200, 200))
    assert refusal(content[: len(content) // 2]) in {Refusal.BROKEN, Refusal.UNKNOWN}


@settings(max_examples=150)
@given(
    st.sampled_from(["PNG", "JPEG", "WEBP"]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12),
)
def test_damaged_picture_is_taken_or_refused_and_never_an_error(kind, damages):
    content = bytearray(picture(kind, size=(60, 60)))
    for place, value in damages:
        content[place % len(content)] = value
    try:
        found = read_logo(bytes(content))
    except LogoRefused:
        return
    assert opened(found).format == "PNG"


def drawn(ground, word):
    """A word in a colour on a ground, as kept."""
    image = Image.new("RGBA", (600, 200), ground)
    image.paste(word, (40, 90, 240, 110))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return read_logo(stream.getvalue())


@pytest.mark.parametrize(
    ("ground", "word", "seen"),
    [
        ((255, 255, 255, 255), (0, 0, 0, 255), True),
        ((0, 0, 0, 0), (14, 92, 99, 255), True),
        ((14, 92, 99, 255), (255, 255, 255, 255), True),
        ((0, 0, 0, 0), (255, 255, 255, 255), False),
        ((255, 255, 255, 255), (240, 235, 225, 255), False),
        ((0, 0, 0, 0), (0, 0, 0, 20), False),
        ((0, 0, 0, 0), (0, 0, 0, 0), False),
    ],
)
def test_logo_that_nobody_would_see_on_white_is_told_from_others(ground, word, seen):
    assert is_seen_on_white(drawn(ground, word)) is seen
