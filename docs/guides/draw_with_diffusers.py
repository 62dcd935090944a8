"""Draw the pictures of `pairlab prompts export` with diffusers: python draw_with_diffusers.py requests.jsonl pictures"""

import json, pathlib, sys
import torch
from diffusers import AutoPipelineForText2Image

MODEL = "stabilityai/sdxl-turbo"
pipe = AutoPipelineForText2Image.from_pretrained(MODEL)
for line in open(sys.argv[1], encoding="utf-8"):
    request = json.loads(line)
    target = pathlib.Path(sys.argv[2], request["file"].replace("MODEL", MODEL.split("/")[-1], 1))
    target.parent.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator("cpu").manual_seed(request["seed"])
    pipe(request["prompt"], num_inference_steps=1, guidance_scale=0.0, generator=generator).images[0].save(target)
