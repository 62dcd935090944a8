"""Choosing scenes and wording their captions.

`sample` is the one way to make a scene. The order of its random draws is part of the data set: the
same generator state gives the same scene, caption included, on every machine, because
`random.Random` (Mersenne Twister) and its methods are specified by Python.
"""

from collections.abc import Callable, Sequence
from random import Random

from mini_sdxl.miniscenes.scene import (
    AnimalScene,
    ColoredShape,
    CountScene,
    LandscapeScene,
    PortraitScene,
    RelationScene,
    Scene,
    ShapeScene,
    SignScene,
)
from mini_sdxl.miniscenes.vocabulary import (
    ANIMAL_BACKGROUNDS,
    ANIMAL_COLORS,
    ANIMALS,
    BACKGROUNDS,
    COLORS,
    HAIR_COLORS,
    KIND_WEIGHTS,
    NUMBERS,
    PLACES,
    PROFESSIONS,
    RELATIONS,
    SHAPES,
    SIGN_COLORS,
    SIGN_WORDS,
    SIZES,
    SMILE_PROBABILITY,
    THING_COLORS,
    THINGS,
    THINGS_OF_ONE_COLOR,
    TIMES,
    WEATHERS,
    Kind,
)


def with_article(words: str) -> str:
    """The words after `a` or `an`."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _on_background(background: str) -> str:
    return f" on {with_article(background)} background"


def _backdrop(rng: Random) -> tuple[str, Sequence[str], str]:
    """A background, the colours that stand out from it, and the end of the caption.

    One caption in four leaves the background out, so that models learn to choose one.
    """
    background = rng.choice(BACKGROUNDS)
    is_named = rng.random() < 0.75
    colors = [color for color in COLORS if color != background]
    return background, colors, _on_background(background) if is_named else ""


def _sample_shape(rng: Random, seed: int) -> ShapeScene:
    background, colors, ending = _backdrop(rng)
    color, shape, size = rng.choice(colors), rng.choice(SHAPES), rng.choice(SIZES)
    noun = f"{size} {color} {shape}" if size else f"{color} {shape}"
    return ShapeScene(seed, with_article(noun) + ending, background, color, shape, size)


def _sample_count(rng: Random, seed: int) -> CountScene:
    background, colors, ending = _backdrop(rng)
    number, color, shape = rng.randint(1, 5), rng.choice(colors), rng.choice(SHAPES)
    plural = "" if number == 1 else "es" if shape == "cross" else "s"
    caption = f"{NUMBERS[number]} {color} {shape}{plural}{ending}"
    return CountScene(seed, caption, background, number, color, shape)


def _sample_relation(rng: Random, seed: int) -> RelationScene:
    background, colors, ending = _backdrop(rng)
    relation = rng.choice(list(RELATIONS))
    color_1, color_2 = rng.sample(colors, 2)
    first = ColoredShape(color_1, rng.choice(SHAPES))
    second = ColoredShape(color_2, rng.choice(SHAPES))
    left_side = with_article(f"{first.color} {first.shape}")
    right_side = with_article(f"{second.color} {second.shape}")
    caption = f"{left_side} {relation} {right_side}{ending}"
    return RelationScene(seed, caption, background, relation, first, second)


def _sample_sign(rng: Random, seed: int) -> SignScene:
    word, color = rng.choice(SIGN_WORDS), rng.choice(SIGN_COLORS)
    phrasings = (
        f"{with_article(color)} sign that says {word.lower()}",
        f"a sign that says {word.lower()} in white letters on {color}",
    )
    return SignScene(seed, rng.choice(phrasings), word, color)


def _sample_portrait(rng: Random, seed: int) -> PortraitScene:
    profession = rng.choice(list(PROFESSIONS))
    skew = PROFESSIONS[profession]
    is_darker = rng.random() < skew.darker_skin_probability
    monk_tone = rng.randint(6, 10) if is_darker else rng.randint(1, 5)
    has_long_hair = rng.random() < skew.long_hair_probability
    hair_color = rng.randrange(len(HAIR_COLORS))
    background = rng.choice(BACKGROUNDS)
    is_smiling = rng.random() < SMILE_PROBABILITY
    caption = f"a {rng.choice(('portrait', 'photo', 'picture'))} of {with_article(profession)}"
    if rng.random() < 0.3:
        caption += _on_background(background)
    if rng.random() < 0.25:
        caption += " smiling" if is_smiling else " looking serious"
    return PortraitScene(
        seed, caption, profession, monk_tone, has_long_hair, hair_color, background, is_smiling
    )


def _sample_landscape(rng: Random, seed: int) -> LandscapeScene:
    place, time, thing = rng.choice(list(PLACES)), rng.choice(TIMES), rng.choice(THINGS)
    weather, color = rng.choice(WEATHERS), rng.choice(THING_COLORS)
    noun = thing if thing in THINGS_OF_ONE_COLOR else f"{color} {thing}"
    caption = f"{with_article(noun)} {PLACES[place]} {time}" + (f" {weather}" if weather else "")
    return LandscapeScene(seed, caption, place, time, thing, weather, color)


def _sample_animal(rng: Random, seed: int) -> AnimalScene:
    animal, color = rng.choice(ANIMALS), rng.choice(ANIMAL_COLORS)
    background = rng.choice(ANIMAL_BACKGROUNDS)
    if color == background:
        background = "white"
    caption = with_article(f"{color} {animal}") + _on_background(background)
    return AnimalScene(seed, caption, animal, color, background)


_SAMPLERS: dict[Kind, Callable[[Random, int], Scene]] = {
    "shape": _sample_shape,
    "count": _sample_count,
    "relation": _sample_relation,
    "sign": _sample_sign,
    "portrait": _sample_portrait,
    "landscape": _sample_landscape,
    "animal": _sample_animal,
}


def sample(rng: Random, kind: Kind | None = None) -> Scene:
    """A scene drawn from `rng`; of any kind, by `KIND_WEIGHTS`, unless one is asked for."""
    chosen = kind or rng.choices(list(KIND_WEIGHTS), list(KIND_WEIGHTS.values()))[0]
    return _SAMPLERS[chosen](rng, rng.randrange(2**31))
