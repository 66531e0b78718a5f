"""Makes every golden file anew: `python3 scripts/golden/make_all.py`."""

import pathlib

import torch

import baselines_gaussian
import baselines_trainingfree
import golden_file
import search_hypernetwork
import search_predictor
import search_steps
import search_supernet
import search_training
import tensor_convolution
import tensor_elementwise
import tensor_loss
import tensor_matrix
import tensor_minnorm
import tensor_normalization
import tensor_optimizer
import tensor_pooling
import tensor_sampling
from recorder import Recorder

# Each file with its generator and the seed of its inputs.
FAMILIES = {
    "jmodnas-tensor": {
        "matrix": (tensor_matrix, 1),
        "convolution": (tensor_convolution, 2),
        "normalization": (tensor_normalization, 3),
        "pooling": (tensor_pooling, 4),
        "elementwise": (tensor_elementwise, 5),
        "loss": (tensor_loss, 6),
        "optimizer": (tensor_optimizer, 7),
        "reinmax": (tensor_sampling, 4),
        "minnorm": (tensor_minnorm, 5),
    },
    "jmodnas-search": {
        "supernet": (search_supernet, 1),
        "hypernetwork": (search_hypernetwork, 2),
        "predictor": (search_predictor, 3),
        "steps": (search_steps, 6),
        "training": (search_training, 7),
    },
    "jmodnas-baselines": {
        "gaussian": (baselines_gaussian, 1),
        "trainingfree": (baselines_trainingfree, 5),
    },
}


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    root = pathlib.Path(__file__).resolve().parents[2] / "java"
    for module, families in FAMILIES.items():
        folder = root / module / "src/test/resources/golden"
        folder.mkdir(parents=True, exist_ok=True)
        for name, (family, seed) in families.items():
            recorder = Recorder(seed)
            family.build(recorder)
            path = folder / f"{name}.safetensors"
            golden_file.write(path, recorder.tensors)
            print(f"{path.relative_to(root)}: {len(recorder.tensors)} tensors, "
                  f"{path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
