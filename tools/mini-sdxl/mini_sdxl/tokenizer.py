"""The two CLIP tokenizers, with a small vocabulary of their own learnt from the captions.

SDXL's two text encoders read the same words with the same vocabulary and differ in one thing only:
the first pads with the end token, the second with `!` (id 0), which is therefore a special token
there. A prompt that holds `!!` shows it: the first tokenizer merges it, the second cannot.
Source: CLIP, arXiv 2103.00020 (lower-cased byte-pair encoding with `</w>` at word ends).
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

START, END = "<|startoftext|>", "<|endoftext|>"
MAX_TOKENS = 77
PAD_TOKENS = (END, "!")
"""Of the first and the second tokenizer."""

WORD_PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
"""How CLIP cuts a text into words before byte-pair encoding: digits stand alone."""

OTHER_WORDS = (
    "photo picture drawing painting illustration cartoon person man woman face hand two hands the "
    "and with of in on at over under behind inside front car bus train road hill river moon sun "
    "cloud clouds flower apple banana book cup glass chair table door window night day morning "
    "dark bright happy sad old young big tiny giant tall short wooden golden silver cinematic shot "
    "baby raccoon wearing italian priest robe astronaut riding horse mars"
)
"""Words of ordinary prompts which no caption holds: they get tokens, though never a meaning."""
OTHER_WORDS_WEIGHT = 300
"""How often they are shown, so that they win merges against 30,000 captions."""

Merge = tuple[str, str]


def byte_alphabet() -> list[str]:
    """A printable character for each of the 256 bytes, in the order of CLIP's vocabulary.

    Printable Latin-1 characters stand for themselves and come first; the rest follow from U+0100.
    """
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(others))]


def learn_merges(captions: Iterable[str]) -> list[Merge]:
    """The byte-pair merges, most frequent first."""
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_PATTERN), "removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=1500,  # more than there is to merge: training ends when every word is one token
        end_of_word_suffix="</w>",
        initial_alphabet=byte_alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([*captions, *[OTHER_WORDS] * OTHER_WORDS_WEIGHT], trainer)
    return [(left, right) for left, right in json.loads(tokenizer.to_str())["model"]["merges"]]


def vocabulary(merges: Sequence[Merge]) -> dict[str, int]:
    """Ids in CLIP's order: bytes, bytes at word ends, merges, start, end."""
    alphabet = byte_alphabet()
    endings = [symbol + "</w>" for symbol in alphabet]
    tokens = [*alphabet, *endings, *("".join(merge) for merge in merges), START, END]
    if len(tokens) != len(set(tokens)):
        raise ValueError("duplicate token in the vocabulary")
    return {token: index for index, token in enumerate(tokens)}


def _added_token(content: str) -> dict[str, str | bool]:
    return {
        "content": content,
        "lstrip": False,
        "normalized": content != "!",
        "rstrip": False,
        "single_word": False,
        "special": True,
    }


def _write_json(path: Path, content: Any, indent: int | None = 1) -> None:  # noqa: ANN401
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent), encoding="utf-8")


def write_tokenizer(folder: Path, merges: Sequence[Merge], pad_token: str) -> None:
    """Write the four files `CLIPTokenizer.from_pretrained` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = vocabulary(merges)
    added = {ids[START]: START, ids[END]: END}
    if pad_token == "!":
        added = {ids["!"]: "!", **added}
    special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": pad_token}
    lines = ["#version: 0.2", *(" ".join(merge) for merge in merges)]
    _write_json(folder / "vocab.json", ids, indent=None)
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_json(folder / "special_tokens_map.json", special)
    _write_json(
        folder / "tokenizer_config.json",
        {
            "add_prefix_space": False,
            "added_tokens_decoder": {str(i): _added_token(token) for i, token in added.items()},
            "clean_up_tokenization_spaces": True,
            "do_lower_case": True,
            "errors": "replace",
            "model_max_length": MAX_TOKENS,
            "tokenizer_class": "CLIPTokenizer",
            **special,
        },
    )


def write_tokenizers(folders: tuple[Path, Path], captions: Iterable[str]) -> None:
    """Learn one vocabulary and write it twice, once for each way of padding."""
    merges = learn_merges(captions)
    for folder, pad_token in zip(folders, PAD_TOKENS, strict=True):
        write_tokenizer(folder, merges, pad_token)
    print(f"tokenizer: {len(vocabulary(merges))} ids, {len(merges)} merges", flush=True)
