"""The logo on a paper's first page: a PNG or JPEG picture, fitted into its room."""

from __future__ import annotations

from io import BytesIO

from tracker.errors import UserError

WIDTH, HEIGHT = 130.0, 42.0
"""The most room that it takes, in points."""
MOST_PIXELS = 40_000_000


def size_of(data: bytes) -> tuple[float, float]:
    """How wide and high a logo is drawn, in points. Raises UserError for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise UserError("the logo has too many pixels", "make it smaller: it is printed some centimetres wide")
            picture.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UserError("the logo cannot be read as a picture", "save it anew as .png") from error
    scale = min(WIDTH / width, HEIGHT / height)
    return width * scale, height * scale
