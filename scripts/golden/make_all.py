"""Makes every golden file anew: `python3 scripts/golden/make_all.py`."""

import pathlib

import torch

import golden_file
import search_hypernetwork
import search_minnorm
import search_predictor
import search_sampler
import search_steps
import search_supernet
import tensor_convolution
import tensor_elementwise
import tensor_loss
import tensor_matrix
import tensor_normalization
import tensor_optimizer
import tensor_pooling
from recorder import Recorder

FAMILIES = {
    "jmodnas-tensor": {
        "matrix": tensor_matrix,
        "convolution": tensor_convolution,
        "normalization": tensor_normalization,
        "pooling": tensor_pooling,
        "elementwise": tensor_elementwise,
        "loss": tensor_loss,
        "optimizer": tensor_optimizer,
    },
    "jmodnas-search": {
        "supernet": search_supernet,
        "hypernetwork": search_hypernetwork,
        "predictor": search_predictor,
        "reinmax": search_sampler,
        "minnorm": search_minnorm,
        "steps": search_steps,
    },
}


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    root = pathlib.Path(__file__).resolve().parents[2] / "java"
    for module, families in FAMILIES.items():
        folder = root / module / "src/test/resources/golden"
        folder.mkdir(parents=True, exist_ok=True)
        for seed, (name, family) in enumerate(families.items(), start=1):
            recorder = Recorder(seed)
            family.build(recorder)
            path = folder / f"{name}.safetensors"
            golden_file.write(path, recorder.tensors)
            print(f"{path.relative_to(root)}: {len(recorder.tensors)} tensors, "
                  f"{path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
