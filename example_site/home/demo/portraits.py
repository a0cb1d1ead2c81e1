"""Portraits of the demo's people, drawn here: head and shoulders in flat colours, without a face.

Nobody real is pictured, as nobody here is real.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Raster
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

SIZE = 480
# Drawn larger and scaled down, which smooths the edges.
_OVERSAMPLING = 3


@dataclass(frozen=True)
class Portrait:
    wall: str
    clothes: str
    skin: str
    hair: str
    hair_down_to: float
    """Where the hair ends at the sides, as a share of the height: 0.46 is short, 0.74 long."""


PORTRAITS = {
    "judith-pelletier": Portrait("#dfe6df", "#2f5d62", "#e3b899", "#a9a7a1", hair_down_to=0.6),
    "thomas-aguirre": Portrait("#efe2cf", "#7a4b3a", "#c68f66", "#33291f", hair_down_to=0.46),
    "nadia-haddad": Portrait("#e5dde4", "#4f5d86", "#d3a27c", "#2b1f1d", hair_down_to=0.74),
}


def create_portrait(slug: str, name: str) -> AbstractImage:
    """Return the person's portrait in the image library.

    It has no description: the name stands beside it wherever it is shown, in the reader's language.
    """
    portrait = PORTRAITS[slug]
    return get_image_model().objects.create(
        title=name,
        file=ImageFile(BytesIO(draw(portrait)), name=f"{slug}.png"),
    )


def draw(portrait: Portrait) -> bytes:
    """Return the portrait as a PNG of a few kilobytes."""
    size = SIZE * _OVERSAMPLING
    raster = Raster.new("RGB", (size, size), portrait.wall)
    canvas = ImageDraw.Draw(raster)

    def place(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        return left * size, top * size, right * size, bottom * size

    canvas.ellipse(place(0.31, 0.15, 0.69, 0.56), fill=portrait.hair)
    canvas.rounded_rectangle(
        place(0.31, 0.355, 0.69, portrait.hair_down_to),
        size / 12,
        fill=portrait.hair,
        corners=(False, False, True, True),
    )
    canvas.ellipse(place(0.1, 0.72, 0.9, 1.5), fill=portrait.clothes)
    canvas.rounded_rectangle(place(0.44, 0.5, 0.56, 0.77), size / 17, fill=portrait.skin)
    canvas.ellipse(place(0.35, 0.24, 0.65, 0.65), fill=portrait.skin)
    output = BytesIO()
    raster.resize((SIZE, SIZE), Raster.Resampling.LANCZOS).quantize(64).save(
        output, "PNG", optimize=True
    )
    return output.getvalue()
