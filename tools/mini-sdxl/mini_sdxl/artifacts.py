"""Where each stage of the recipe leaves its result, below one output folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Artifacts:
    """The files between the stages. `release` is what a run is for; the rest can be thrown away."""

    out: Path

    @property
    def images(self) -> Path:
        """uint8 (scenes, 128, 128, 3), by `data`."""
        return self.out / "images.npy"

    @property
    def captions(self) -> Path:
        """One caption a scene, in the order of `images`, by `data`."""
        return self.out / "captions.json"

    @property
    def tokenizers(self) -> tuple[Path, Path]:
        """The folders of the two tokenizers, by `tokenizer`."""
        return self.out / "tokenizer", self.out / "tokenizer_2"

    @property
    def trained_vae(self) -> Path:
        """The autoencoder as first trained, by `vae`. It made the latents."""
        return self.out / "vae"

    @property
    def vae(self) -> Path:
        """The same encoder with the sharpened decoder, by `decoder`. It is the one released."""
        return self.out / "vae_tuned"

    @property
    def latents(self) -> Path:
        """Scaled latents of all pictures and the original sizes, by `latents`."""
        return self.out / "latents.pt"

    @property
    def teacher(self) -> Path:
        """Weights of UNet and both text encoders, by `teacher`."""
        return self.out / "teacher.pt"

    @property
    def embeddings(self) -> Path:
        """Conditioning of all captions under the finished text encoders, by `embeddings`."""
        return self.out / "embeddings.pt"

    @property
    def turbo(self) -> Path:
        """Weights of the ADD student's UNet, by `turbo`."""
        return self.out / "turbo.pt"

    @property
    def lcm(self) -> Path:
        """Weights of the LCM student's UNet, by `lcm`."""
        return self.out / "lcm.pt"

    @property
    def release(self) -> Path:
        """The family in its published layout, by `export`, `goldens` and `facts`."""
        return self.out / "mini-sdxl"

    def sheet(self, name: str) -> Path:
        """A contact sheet for human eyes."""
        return self.out / "sheets" / f"{name}.png"
