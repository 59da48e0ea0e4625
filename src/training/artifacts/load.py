#!/usr/bin/env python3
"""Classifies pictures with what Warmstart trained, in PyTorch.

    python3 load.py PICTURE...                  # trained over torchvision's ImageNet weights, which are downloaded
    python3 load.py --base FILE PICTURE...      # trained over Warmstart's own ("embedded"): FILE is its
                                                # models/weights/resnet18-tinyimagenet-64.safetensors

Keep this script in one folder with the trained-*.safetensors files. It needs torch, torchvision and Pillow.
"""
import argparse
import hashlib
import json
import pathlib
import struct
import sys

import torch
from PIL import Image, ImageOps
from torchvision import models, transforms

DTYPES = {"F16": torch.float16, "F32": torch.float32}


def read_safetensors(path):
    """The metadata and the arrays of a file: 8 bytes of length, a JSON header, the numbers."""
    data = pathlib.Path(path).read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = torch.frombuffer(bytearray(data[start + begin : start + end]), dtype=DTYPES[entry["dtype"]])
        tensors[name] = numbers.reshape(entry["shape"]).float()
    return metadata, tensors


def read_trained(folder):
    """The arrays that trained, from all the files of one run."""
    shards = [read_safetensors(path) for path in sorted(folder.glob("trained-*-of-*.safetensors"))]
    if not shards:
        sys.exit(f"no trained-*.safetensors in {folder}")
    metadata = shards[0][0]
    if len(shards) != int(metadata["shards"]) or len({one["run"] for one, _ in shards}) > 1:
        sys.exit(f"the {metadata['shards']} files of one run are needed, and none of another run")
    return metadata, {name: array for _, tensors in shards for name, array in tensors.items()}


def read_base(metadata, path):
    """The weights that training started from."""
    if metadata["base"] == "imagenet":
        return models.resnet18(weights="IMAGENET1K_V1").state_dict()
    if path is None:
        sys.exit("these were trained over Warmstart's own weights: name their file with --base")
    if hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest() != metadata["base_sha256"]:
        sys.exit(f"{path} is not the file that these were trained over")
    return read_safetensors(path)[1]


def load(folder, base=None):
    """The trained network, in evaluation mode, and its metadata."""
    metadata, trained = read_trained(pathlib.Path(folder))
    model = models.resnet18(num_classes=len(json.loads(metadata["classes"])))
    missing, unexpected = model.load_state_dict({**read_base(metadata, base), **trained}, strict=False)
    if unexpected or any(not name.endswith("num_batches_tracked") for name in missing):
        sys.exit("these are not the arrays of a ResNet-18")
    return model.eval(), metadata


def prepare(metadata):
    """What a picture goes through before the network."""
    mean, std = ([float(value) for value in metadata[key].split(",")] for key in ("mean", "std"))
    return transforms.Compose([
        transforms.Resize(int(metadata["resize"])),
        transforms.CenterCrop(int(metadata["input_size"])),
        transforms.ToTensor(),
        transforms.Normalize(mean, std),
    ])


def open_picture(path):
    """Upright, on white."""
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def main():
    parser = argparse.ArgumentParser(description="Classifies pictures with what Warmstart trained.")
    parser.add_argument("--base", help="file of the weights that training started from")
    parser.add_argument("pictures", nargs="+")
    args = parser.parse_args()
    model, metadata = load(pathlib.Path(__file__).parent, args.base)
    transform = prepare(metadata)
    for path in args.pictures:
        with torch.no_grad():
            shares = model(transform(open_picture(path))[None])[0].softmax(0).tolist()
        named = sorted(zip(shares, json.loads(metadata["classes"])), reverse=True)
        print(f"{path}: " + ", ".join(f"{name} {share:.1%}" for share, name in named))


if __name__ == "__main__":
    main()
