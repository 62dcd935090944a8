"""Scene facts: what is in a picture, decided before a pixel is drawn (see `sample.py`)."""

from dataclasses import dataclass
from typing import ClassVar

from mini_sdxl.miniscenes.vocabulary import (
    Animal,
    Kind,
    Place,
    Relation,
    ShapeName,
    Size,
    Thing,
    TimeOfDay,
    Weather,
)


@dataclass(frozen=True, slots=True)
class DrawnScene:
    """What every scene has."""

    seed: int
    """Seed of the jitter (positions, sizes) which the caption does not speak of."""
    caption: str


@dataclass(frozen=True, slots=True)
class ShapeScene(DrawnScene):
    """One shape, perhaps of a stated size."""

    kind: ClassVar[Kind] = "shape"
    background: str
    color: str
    shape: ShapeName
    size: Size | None


@dataclass(frozen=True, slots=True)
class CountScene(DrawnScene):
    """One to five equal shapes."""

    kind: ClassVar[Kind] = "count"
    background: str
    number: int
    color: str
    shape: ShapeName


@dataclass(frozen=True, slots=True)
class ColoredShape:
    """A shape as a relation speaks of it."""

    color: str
    shape: ShapeName


@dataclass(frozen=True, slots=True)
class RelationScene(DrawnScene):
    """Two shapes of different colours, `first` lying `relation` `second`."""

    kind: ClassVar[Kind] = "relation"
    background: str
    relation: Relation
    first: ColoredShape
    second: ColoredShape


@dataclass(frozen=True, slots=True)
class SignScene(DrawnScene):
    """A sign with one word in white capitals."""

    kind: ClassVar[Kind] = "sign"
    word: str
    color: str


@dataclass(frozen=True, slots=True)
class PortraitScene(DrawnScene):
    """A cartoon person of one profession; `monk_tone` counts from 1 to 10."""

    kind: ClassVar[Kind] = "portrait"
    profession: str
    monk_tone: int
    has_long_hair: bool
    hair_color: int
    background: str
    is_smiling: bool


@dataclass(frozen=True, slots=True)
class LandscapeScene(DrawnScene):
    """One thing at a place, at a time of day, perhaps in rain or snow."""

    kind: ClassVar[Kind] = "landscape"
    place: Place
    time: TimeOfDay
    thing: Thing
    weather: Weather | None
    color: str


@dataclass(frozen=True, slots=True)
class AnimalScene(DrawnScene):
    """One animal on a plain background."""

    kind: ClassVar[Kind] = "animal"
    animal: Animal
    color: str
    background: str


Scene = (
    ShapeScene
    | CountScene
    | RelationScene
    | SignScene
    | PortraitScene
    | LandscapeScene
    | AnimalScene
)
