"""PyTorch's side of bench/train/strategies.ts: the same phases on the views and the split that it is given.

Frozen activations are kept, early stopping goes by the validation loss; prints right answers and seconds.
"""

import json
import pathlib
import struct
import sys
import time

import numpy
import torch
import torchvision
from torch.nn.functional import cross_entropy

folder = pathlib.Path(sys.argv[1])
job = json.loads((folder / "job.json").read_text())
torch.set_num_threads(2)
torch.manual_seed(job["seed"])


def read_weights(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    kinds = {"F16": numpy.float16, "F32": numpy.float32}
    for name, entry in header.items():
        start, end = (8 + length + at for at in entry["data_offsets"])
        array = numpy.frombuffer(data[start:end], kinds[entry["dtype"]]).reshape(entry["shape"])
        yield name, torch.from_numpy(array.astype(numpy.float32))


size, count = job["size"], job["count"]
state = dict(read_weights(job["weights"]))
model = torchvision.models.resnet18(weights=None, num_classes=state["fc.bias"].shape[0])
missing = model.load_state_dict(state, strict=False)
assert all(name.endswith("num_batches_tracked") for name in missing.missing_keys), missing
model.fc = torch.nn.Linear(512, job["classes"])
model.requires_grad_(False).eval()
views = numpy.fromfile(folder / "views.bin", numpy.float32).reshape(-1, count, size, size, 3)
views = torch.from_numpy(views).permute(0, 1, 4, 2, 3).contiguous()
labels = torch.tensor(job["labels"])
training, validation, tested = (torch.tensor(job[key]) for key in ("training", "validation", "tested"))

body = torch.nn.Sequential(
    model.conv1, model.bn1, model.relu, model.maxpool, model.layer1, model.layer2, model.layer3
)


def keep(function, inputs):
    with torch.no_grad():
        flat = torch.cat([function(part) for part in inputs.flatten(0, 1).split(64)])
    return flat.unflatten(0, (-1, count))


def top(boundary, pictures, view):
    if boundary == "features":
        return model.fc(kept["features"][pictures, view])
    return model.fc(model.layer4(kept["layer3"][pictures, view]).mean((2, 3)))


def evaluate(boundary, pictures):
    with torch.no_grad():
        return top(boundary, pictures, 0)


def run_phase(phase):
    head, layer4 = list(model.fc.parameters()), list(model.layer4.parameters())
    groups = [{"params": head, "lr": phase["headRate"]}]
    if phase["boundary"] == "layer3":
        groups.append({"params": layer4, "lr": phase["bodyRate"]})
    trained = [parameter for group in groups for parameter in group["params"]]
    for parameter in trained:
        parameter.requires_grad_(True)
    optimiser = torch.optim.Adam(groups)
    lowest, since, best = float("inf"), 0, None
    for epoch in range(1, phase["epochs"] + 1):
        for batch in training[torch.randperm(len(training))].split(job["batchSize"]):
            optimiser.zero_grad()
            view = torch.randint(count, (len(batch),))
            cross_entropy(top(phase["boundary"], batch, view), labels[batch]).backward()
            optimiser.step()
        loss = cross_entropy(evaluate(phase["boundary"], validation), labels[validation]).item()
        if epoch < phase.get("leastEpochs", 1):
            continue
        since += 1
        if loss < lowest:
            lowest, since, best = loss, 0, [parameter.detach().clone() for parameter in trained]
        if since >= phase["patience"]:
            break
    with torch.no_grad():
        for parameter, value in zip(trained, best):
            parameter.copy_(value)


began, results = time.time(), {}
kept = {"layer3": keep(body, views)}
kept["features"] = keep(lambda part: model.layer4(part).mean((2, 3)), kept["layer3"])
for phase in job["phases"]:
    run_phase(phase)
    right = (evaluate(phase["boundary"], tested).argmax(1) == labels[tested]).sum().item()
    results[phase["name"]] = {"right": right, "seconds": time.time() - began}
print(json.dumps(results))
