"""Contact sheets: pictures in rows, for human eyes."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

PITCH = 130
"""Distance between pictures: 128 pixels and a white line of 2."""


def save_sheet(rows: Sequence[Sequence[Image.Image]], path: Path) -> None:
    """Write the rows of 128 x 128 pictures as one PNG."""
    size = (PITCH * max(len(row) for row in rows), PITCH * len(rows))
    sheet = Image.new("RGB", size, "white")
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            sheet.paste(picture, (x * PITCH, y * PITCH))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
