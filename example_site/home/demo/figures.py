"""A figure that readers learn from, drawn here too: a loop of four moves, each setting off the next."""

import math
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Raster
from PIL import ImageDraw, ImageFont
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

WIDTH, HEIGHT = 1360, 800
_OVERSAMPLING = 2
_PAPER, _INK, _ARROW = "#fdf8f1", "#1e2a2e", "#5d8787"
_REACHES, _RETREATS = "#f3ddc3", "#d5e2e2"

# Where the middle of each box is, as shares of width and height: round the clock.
_BOXES = (
    (0.5, 0.14, _REACHES, "One reaches:\na sharper question"),
    (0.79, 0.5, _RETREATS, "It sounds like\nan attack"),
    (0.5, 0.86, _RETREATS, "The other retreats:\na shorter answer"),
    (0.21, 0.5, _REACHES, "It sounds like\nindifference"),
)
_BOX = 0.37, 0.22


def create_figure() -> AbstractImage:
    """Return the figure in the image library."""
    return get_image_model().objects.create(
        title="The loop of reaching and retreating",
        description="Four boxes in a circle, with an arrow from each to the next.",
        file=ImageFile(BytesIO(draw()), name="reaching-and-retreating.png"),
    )


def draw() -> bytes:
    """Return the loop as a PNG of a few dozen kilobytes."""
    width, height = WIDTH * _OVERSAMPLING, HEIGHT * _OVERSAMPLING
    raster = Raster.new("RGB", (width, height), _PAPER)
    canvas = ImageDraw.Draw(raster)
    font = ImageFont.load_default(size=0.062 * height)
    for quarter in range(4):
        _draw_arrow(canvas, width, height, quarter)
    for across, down, colour, words in _BOXES:
        x, y, w, h = across * width, down * height, _BOX[0] * width / 2, _BOX[1] * height / 2
        canvas.rounded_rectangle((x - w, y - h, x + w, y + h), radius=h / 3, fill=colour)
        canvas.multiline_text(
            (x, y), words, fill=_INK, font=font, anchor="mm", align="center", spacing=0.02 * height
        )
    output = BytesIO()
    raster.resize((WIDTH, HEIGHT), Raster.Resampling.LANCZOS).quantize(64).save(
        output, "PNG", optimize=True
    )
    return output.getvalue()


def _draw_arrow(canvas: ImageDraw.ImageDraw, width: int, height: int, quarter: int) -> None:
    """Draw a quarter of an ellipse from one box towards the next, with a head on it."""
    across, down, pen = 0.31 * width, 0.36 * height, 0.012 * height
    # Away from the boxes above and below, which are wider than high.
    turn = 44 if quarter % 2 == 0 else 34
    angles = [math.radians(90 * quarter - 90 + each) for each in range(turn, turn + 12)]
    path = [(width / 2 + across * math.cos(a), height / 2 + down * math.sin(a)) for a in angles]
    canvas.line(path, fill=_ARROW, width=round(pen))
    (x0, y0), (x, y) = path[-2:]
    heading = math.atan2(y - y0, x - x0)
    head = [(3.2 * pen, 0.0), (-1.2 * pen, 2.4 * pen), (-1.2 * pen, -2.4 * pen)]
    canvas.polygon(
        [
            (
                x + along * math.cos(heading) - aside * math.sin(heading),
                y + along * math.sin(heading) + aside * math.cos(heading),
            )
            for along, aside in head
        ],
        fill=_ARROW,
    )
