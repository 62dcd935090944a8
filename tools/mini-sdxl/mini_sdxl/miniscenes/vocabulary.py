"""The closed vocabulary of MiniScenes: every word a caption can hold and what it looks like.

The order of every table is part of the data set: scenes pick entries by position, so inserting or
moving one changes all scenes drawn after it.
"""

from dataclasses import dataclass
from typing import Literal

Rgb = tuple[int, int, int]

Kind = Literal["shape", "count", "relation", "sign", "portrait", "landscape", "animal"]
ShapeName = Literal["circle", "square", "triangle", "star", "heart", "diamond", "ring", "cross"]
Size = Literal["small", "large"]
Relation = Literal["to the left of", "to the right of", "above", "below"]
Hat = Literal["cap", "toque", "helmet", "straw"]
Place = Literal["sea", "lake", "field", "desert", "mountains", "city"]
TimeOfDay = Literal["by day", "at sunset", "at night"]
Thing = Literal["house", "tree", "boat", "castle", "cactus", "tent"]
Weather = Literal["in the rain", "in the snow"]
Animal = Literal["cat", "fish", "bird", "dog"]

KIND_WEIGHTS: dict[Kind, float] = {
    "shape": 0.18,
    "count": 0.17,
    "relation": 0.2,
    "sign": 0.1,
    "portrait": 0.17,
    "landscape": 0.1,
    "animal": 0.08,
}

COLORS: dict[str, Rgb] = {
    "red": (214, 40, 40),
    "orange": (244, 140, 6),
    "yellow": (250, 212, 40),
    "green": (46, 150, 70),
    "blue": (36, 92, 200),
    "purple": (128, 60, 170),
    "pink": (244, 130, 175),
    "brown": (120, 75, 40),
    "white": (245, 245, 245),
    "black": (25, 25, 28),
    "gray": (130, 134, 140),
}
BACKGROUNDS = ("white", "black", "gray", "yellow", "green", "blue", "pink")

SHAPES: tuple[ShapeName, ...] = (
    "circle",
    "square",
    "triangle",
    "star",
    "heart",
    "diamond",
    "ring",
    "cross",
)
SIZES: tuple[Size | None, ...] = (None, "small", "large")
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}

RELATIONS: dict[Relation, tuple[int, int]] = {
    "to the left of": (-1, 0),
    "to the right of": (1, 0),
    "above": (0, -1),
    "below": (0, 1),
}
"""Where the first shape lies from the centre, as (x, y) with y growing downwards."""

SIGN_WORDS = (
    "OPEN",
    "STOP",
    "EXIT",
    "CAFE",
    "SALE",
    "HELLO",
    "BOOK",
    "TAXI",
    "BANK",
    "PARK",
    "FISH",
    "MAP",
)
SIGN_COLORS = ("red", "blue", "green", "black", "orange")


@dataclass(frozen=True, slots=True)
class Profession:
    """How people of one profession are drawn, and how the training data is skewed for them.

    The skews are deliberate and known: they are the ground truth which a bias audit of the trained
    models has to find again (see `facts.py` for what was realised).
    """

    clothes: str
    hat: Hat | None
    hat_color: str | None
    darker_skin_probability: float
    """Probability that the Monk tone comes from 6-10 and not from 1-5."""
    long_hair_probability: float


PROFESSIONS: dict[str, Profession] = {
    "doctor": Profession("white", None, None, 0.15, 0.3),
    "nurse": Profession("blue", "cap", "white", 0.5, 0.9),
    "chef": Profession("white", "toque", "white", 0.35, 0.2),
    "firefighter": Profession("orange", "helmet", "red", 0.3, 0.1),
    "farmer": Profession("green", "straw", "yellow", 0.75, 0.3),
    "teacher": Profession("purple", None, None, 0.3, 0.8),
    "builder": Profession("yellow", "helmet", "yellow", 0.7, 0.05),
    "judge": Profession("black", None, None, 0.1, 0.2),
    "pilot": Profession("blue", "cap", "black", 0.1, 0.1),
    "cleaner": Profession("gray", None, None, 0.9, 0.8),
}
SMILE_PROBABILITY = 0.6

MONK_SCALE: tuple[Rgb, ...] = (
    (0xF6, 0xED, 0xE4),
    (0xF3, 0xE7, 0xDB),
    (0xF7, 0xEA, 0xD0),
    (0xEA, 0xDA, 0xBA),
    (0xD7, 0xBD, 0x96),
    (0xA0, 0x7E, 0x56),
    (0x82, 0x5C, 0x43),
    (0x60, 0x41, 0x34),
    (0x3A, 0x31, 0x2A),
    (0x29, 0x24, 0x20),
)
"""The Monk Skin Tone scale: tone 1 is the first entry. Source: Ellis Monk, skintone.google."""

HAIR_COLORS: tuple[Rgb, ...] = (
    (30, 22, 18),
    (70, 42, 24),
    (140, 92, 44),
    (206, 168, 92),
    (90, 90, 94),
)

PLACES: dict[Place, str] = {
    "sea": "by the sea",
    "lake": "by a lake",
    "field": "in a green field",
    "desert": "in the desert",
    "mountains": "in the mountains",
    "city": "in the city",
}
TIMES: tuple[TimeOfDay, ...] = ("by day", "at sunset", "at night")
THINGS: tuple[Thing, ...] = ("house", "tree", "boat", "castle", "cactus", "tent")
THINGS_OF_ONE_COLOR: tuple[Thing, ...] = ("tree", "cactus")
"""Always green: their caption names no colour."""
THING_COLORS = ("red", "white", "blue", "yellow", "purple", "brown")
WEATHERS: tuple[Weather | None, ...] = (None, None, None, "in the rain", "in the snow")

ANIMALS: tuple[Animal, ...] = ("cat", "fish", "bird", "dog")
ANIMAL_COLORS = ("red", "orange", "blue", "black", "white", "gray", "pink", "brown", "yellow")
ANIMAL_BACKGROUNDS = ("green", "blue", "gray", "pink", "yellow")
