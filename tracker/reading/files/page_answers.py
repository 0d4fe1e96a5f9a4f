"""What the reading process answers about one page: its picture or its words, as plain JSON."""

from __future__ import annotations

import base64
import zlib
from typing import Any

from tracker.errors import UserError
from tracker.reading.files.render import PageImage, page_count, page_words, render_page, words_in

_held: dict[str, bytes] = {}
"""The document that was asked about last, by its SHA-256: it is sent once, not with each of its pages."""
UNKNOWN = {"unknown": True}


def page_answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request about a page, or how many there are. Raises UserError.

    It is `UNKNOWN` where the document must be sent first.
    """
    sha256, number = str(request["document"]), int(request["page"])
    if "data" in request:
        _held.clear()
        _held[sha256] = base64.b64decode(request["data"])
    data = _held.get(sha256)
    if data is None:
        return UNKNOWN
    if "count" in request:
        return {"pages": page_count(data)}
    if "scale" in request:
        return _picture(render_page(data, number, float(request["scale"])))
    if "area" in request:
        x0, y0, x1, y1 = request["area"]
        text, boxes = words_in(data, number, (x0, y0, x1, y1))
        return {"text": text, "boxes": [[box.page, box.x0, box.y0, box.x1, box.y1] for box in boxes]}
    found = page_words(data, number)
    return {"words": [[word.text, word.box.page, word.box.x0, word.box.y0, word.box.x1, word.box.y1] for word in found]}


def _picture(image: PageImage) -> dict[str, Any]:
    packed = base64.b64encode(zlib.compress(image.data, 1)).decode("ascii")
    size = [image.width, image.height, image.stride, image.page_width, image.page_height]
    return {"size": size, "pixels": packed}


def picture_of(answer: dict[str, Any], number: int, most: int) -> PageImage:
    """The picture in an answer. Raises UserError where it is not of the size that it says, or is larger than it may be.

    `most` is how many pixels a picture may have.
    """
    width, height, stride = (int(one) for one in answer["size"][:3])
    page_width, page_height = (float(one) for one in answer["size"][3:])
    size = stride * height
    sound = 0 < width * height <= most and stride >= width * 4 and size <= most * 5
    pixels = zlib.decompressobj().decompress(base64.b64decode(answer["pixels"]), size + 1) if sound else b""
    if not sound or len(pixels) != size:
        raise UserError(f"Page {number} could not be drawn.", "Open the document in another program.")
    return PageImage(number, width, height, stride, pixels, page_width, page_height)
