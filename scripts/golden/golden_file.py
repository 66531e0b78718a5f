"""Writes float32 tensors in the safetensors format, the same bytes for the same tensors."""

import json
import struct

import numpy


def write(path, tensors):
    """Writes name -> array; the arrays are rounded to float32 and stored in the given order."""
    header, chunks, offset = {}, [], 0
    for name, tensor in tensors.items():
        data = numpy.ascontiguousarray(tensor, dtype="<f4")
        if not numpy.isfinite(data).all():
            raise ValueError(f"tensor '{name}' has values that are not finite")
        header[name] = {
            "dtype": "F32",
            "shape": list(numpy.shape(tensor)),
            "data_offsets": [offset, offset + data.nbytes],
        }
        chunks.append(data.tobytes())
        offset += data.nbytes
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        out.writelines(chunks)


def read(path):
    """Name -> float32 array."""
    with open(path, "rb") as source:
        size = struct.unpack("<Q", source.read(8))[0]
        header, data = json.loads(source.read(size)), source.read()
    return {
        name: numpy.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()
    }
