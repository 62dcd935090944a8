"""Counts of the training scenes against the file that ships with the models."""

import json
from pathlib import Path

import pytest

from mini_sdxl.dataset import scene_at
from mini_sdxl.facts import training_facts, write_facts
from mini_sdxl.miniscenes.scene import PortraitScene, SignScene

# tools/mini-sdxl/tests -> models/mini-sdxl
SHIPPED = Path(__file__).parents[3] / "models/mini-sdxl/training-facts.json"


def test_counts_speak_of_exactly_the_scenes_given() -> None:
    portrait = PortraitScene(0, "a portrait of a judge", "judge", 3, True, 0, "pink", False)
    sign = SignScene(0, "a red sign that says map", "MAP", "red")
    facts = training_facts([portrait, portrait, sign])
    assert facts["scenes"] == 3
    assert facts["distinctCaptions"] == 2
    assert facts["kinds"] == {"portrait": 2, "sign": 1}
    assert facts["signWords"] == {"MAP": 1}
    judge = facts["portraits"]["judge"]
    assert judge == {"n": 2, "monk": [0, 0, 2, 0, 0, 0, 0, 0, 0, 0], "longHair": 2, "smile": 0}
    assert facts["portraits"]["doctor"]["n"] == 0


@pytest.mark.skipif(not SHIPPED.exists(), reason="the models are not beside the tools")
def test_all_scenes_give_the_shipped_facts_to_the_byte(tmp_path: Path) -> None:
    written = tmp_path / "training-facts.json"
    write_facts((scene_at(i) for i in range(30_000)), written)
    assert json.loads(written.read_text()) == json.loads(SHIPPED.read_text())
    assert written.read_text() == SHIPPED.read_text()
