"""The training recipe of mini-sdxl, the embedded miniature of the SDXL family."""
