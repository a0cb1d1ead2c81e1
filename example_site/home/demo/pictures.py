"""Quiet pictures for the articles, drawn here: water, hills and a light in flat colours.

The same article always gets the same picture, so a new demo looks like the last one.
"""

import math
from dataclasses import dataclass
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Raster
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

WIDTH, HEIGHT = 1600, 720
# Drawn larger and scaled down, which smooths the edges.
_OVERSAMPLING = 2


@dataclass(frozen=True)
class Layer:
    """A band of one colour from a waved upper edge down to the foot of the picture.

    ``top``, ``swell`` and ``length`` are shares of the picture's height and width.
    """

    colour: str
    top: float
    swell: float
    length: float
    shift: float = 0.0


@dataclass(frozen=True)
class Picture:
    title: str
    description: str
    sky: str
    lights: tuple[tuple[str, float, float, float], ...]
    """Discs: colour, centre across and down, radius, the last three as shares."""
    layers: tuple[Layer, ...]


PICTURES = {
    "secure-attachment": Picture(
        "Two lights over calm water",
        "Two pale discs side by side above calm water and low green hills.",
        "#f3e7d3",
        (("#f2c48d", 0.44, 0.40, 0.15), ("#f7dcb4", 0.56, 0.40, 0.15)),
        (
            Layer("#b9c7ad", 0.52, 0.045, 0.90, 0.2),
            Layer("#86a59c", 0.66, 0.020, 0.55, 0.6),
            Layer("#5d8787", 0.80, 0.016, 0.45, 0.1),
        ),
    ),
    "anxious-attachment": Picture(
        "Small waves under a late moon",
        "Rows of small waves under a pale moon in a dusky sky.",
        "#d9d3d8",
        (("#f6ecd8", 0.76, 0.26, 0.10),),
        (
            Layer("#a9afc0", 0.47, 0.020, 0.26, 0.1),
            Layer("#8a96ae", 0.58, 0.022, 0.23, 0.5),
            Layer("#6c7f9b", 0.70, 0.024, 0.21, 0.8),
            Layer("#526986", 0.83, 0.026, 0.19, 0.3),
        ),
    ),
    "avoidant-attachment": Picture(
        "An island, far out",
        "A small island far out on a wide, still sea.",
        "#e9e4d8",
        (("#7d8f86", 0.70, 0.60, 0.085),),
        (Layer("#a9bfc4", 0.585, 0.004, 0.70), Layer("#7c9fab", 0.76, 0.010, 0.80, 0.4)),
    ),
    "disorganised-attachment": Picture(
        "Crossing currents",
        "Broad bands of warm and cool colour that cross each other like currents.",
        "#efdccb",
        (("#e6a982", 0.25, 0.36, 0.13),),
        (
            Layer("#d9b79d", 0.46, 0.16, 1.10, 0.05),
            Layer("#9aa79f", 0.60, 0.14, 0.85, 0.55),
            Layer("#c08d78", 0.76, 0.09, 0.70, 0.2),
            Layer("#54717a", 0.88, 0.06, 1.00, 0.7),
        ),
    ),
}


def create_image(slug: str) -> AbstractImage | None:
    """Return the article's picture in the image library, or ``None`` for one without."""
    picture = PICTURES.get(slug)
    if picture is None:
        return None
    return get_image_model().objects.create(
        title=picture.title,
        description=picture.description,
        file=ImageFile(BytesIO(draw(picture)), name=f"{slug}.png"),
    )


def draw(picture: Picture) -> bytes:
    """Return the picture as a PNG of a few dozen kilobytes."""
    width, height = WIDTH * _OVERSAMPLING, HEIGHT * _OVERSAMPLING
    raster = Raster.new("RGB", (width, height), picture.sky)
    canvas = ImageDraw.Draw(raster)
    for colour, across, down, radius in picture.lights:
        x, y, r = across * width, down * height, radius * height
        canvas.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    for layer in picture.layers:
        edge = [(x, _get_edge(layer, x / width) * height) for x in range(0, width + 8, 8)]
        canvas.polygon([(0, height), *edge, (width, height)], fill=layer.colour)
    output = BytesIO()
    raster.resize((WIDTH, HEIGHT), Raster.Resampling.LANCZOS).quantize(64).save(
        output, "PNG", optimize=True
    )
    return output.getvalue()


def _get_edge(layer: Layer, across: float) -> float:
    """Return how far down the upper edge is: two waves of unequal length, so none repeats."""
    turn = 2 * math.pi * (across / layer.length + layer.shift)
    return layer.top + layer.swell * (0.75 * math.sin(turn) + 0.25 * math.sin(0.62 * turn + 1))
