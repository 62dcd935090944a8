"""The learnt vocabulary against the files that ship with the models."""

from pathlib import Path

import pytest

from mini_sdxl.dataset import scene_at
from mini_sdxl.tokenizer import byte_alphabet, vocabulary, write_tokenizers

COMPONENTS = Path(__file__).parents[3] / "models/mini-sdxl/components"


def test_the_alphabet_has_a_symbol_for_each_byte() -> None:
    alphabet = byte_alphabet()
    assert len(alphabet) == len(set(alphabet)) == 256
    assert alphabet[0] == "!"


def test_ids_run_through_bytes_endings_merges_and_special_tokens() -> None:
    ids = vocabulary([("a", "b</w>")])
    assert ids["!"] == 0
    assert ids["!</w>"] == 256
    assert ids["ab</w>"] == 512
    assert (ids["<|startoftext|>"], ids["<|endoftext|>"]) == (513, 514)


def test_a_merge_learnt_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="duplicate"):
        vocabulary([("a", "b"), ("a", "b")])


@pytest.mark.skipif(not COMPONENTS.exists(), reason="the models are not beside the tools")
def test_all_captions_give_the_shipped_tokenizers_to_the_byte(tmp_path: Path) -> None:
    folders = (tmp_path / "tokenizer", tmp_path / "tokenizer_2")
    write_tokenizers(folders, (scene_at(i).caption for i in range(30_000)))
    for folder in folders:
        for file in folder.iterdir():
            assert file.read_bytes() == (COMPONENTS / folder.name / file.name).read_bytes()
