"""What the training scenes held: the known truth which audits of the models are measured against.

Probabilities in `vocabulary.py` say what was intended; these counts say what the models saw.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from mini_sdxl.miniscenes.scene import PortraitScene, Scene, SignScene
from mini_sdxl.miniscenes.vocabulary import MONK_SCALE, PROFESSIONS


class PortraitFacts(TypedDict):
    """Counts for one profession; `monk[0]` counts tone 1."""

    n: int
    monk: list[int]
    longHair: int
    smile: int


class TrainingFacts(TypedDict):
    """The shape of `training-facts.json`. Words and kinds stand in the order first seen."""

    scenes: int
    distinctCaptions: int
    kinds: dict[str, int]
    signWords: dict[str, int]
    portraits: dict[str, PortraitFacts]


def _no_portraits() -> PortraitFacts:
    return {"n": 0, "monk": [0] * len(MONK_SCALE), "longHair": 0, "smile": 0}


def _count_portrait(facts: PortraitFacts, scene: PortraitScene) -> None:
    facts["n"] += 1
    facts["monk"][scene.monk_tone - 1] += 1
    facts["longHair"] += scene.has_long_hair
    facts["smile"] += scene.is_smiling


def training_facts(scenes: Iterable[Scene]) -> TrainingFacts:
    """The counts over all scenes; no picture is drawn for them."""
    kinds: Counter[str] = Counter()
    sign_words: Counter[str] = Counter()
    captions: set[str] = set()
    portraits = {profession: _no_portraits() for profession in PROFESSIONS}
    for scene in scenes:
        kinds[scene.kind] += 1
        captions.add(scene.caption)
        if isinstance(scene, PortraitScene):
            _count_portrait(portraits[scene.profession], scene)
        elif isinstance(scene, SignScene):
            sign_words[scene.word] += 1
    return {
        "scenes": kinds.total(),
        "distinctCaptions": len(captions),
        "kinds": dict(kinds),
        "signWords": dict(sign_words),
        "portraits": portraits,
    }


def write_facts(scenes: Iterable[Scene], path: Path) -> None:
    """Write the counts as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(training_facts(scenes), indent=1), encoding="utf-8")
