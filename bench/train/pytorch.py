"""The peer that bench/train/speed.ts is measured against: prints the seconds of one run.

    /usr/bin/python3 bench/train/pytorch.py recipe|cached SIZE

The lesson's recipe runs the whole network in every epoch; `cached` computes the frozen part once, as Warmstart does.
Building the network is not counted.
"""
import sys
import time

import torch
import torchvision
from torch.nn.functional import cross_entropy

mode, size = sys.argv[1], int(sys.argv[2])
COUNT, CLASSES, BATCH, EPOCHS = 40, 5, 16, 10
torch.set_num_threads(2)
torch.manual_seed(0)
model = torchvision.models.resnet18(weights=None)
model.fc = torch.nn.Linear(512, CLASSES)
model.requires_grad_(False).eval()
x, y = torch.rand(COUNT, 3, size, size), torch.arange(COUNT) % CLASSES
batches = [slice(i, i + BATCH) for i in range(0, COUNT, BATCH)]


def train(forward, parameters, rate):
    for parameter in parameters:
        parameter.requires_grad_(True)
    optimiser = torch.optim.Adam(parameters, rate)
    for _ in range(EPOCHS):
        for batch in batches:
            optimiser.zero_grad()
            cross_entropy(forward(batch), y[batch]).backward()
            optimiser.step()


head, layer4 = list(model.fc.parameters()), list(model.layer4.parameters())
began = time.time()
if mode == "recipe":
    train(lambda batch: model(x[batch]), head, 1e-3)
    train(lambda batch: model(x[batch]), layer4 + head, 1e-4)
else:
    trunk = torch.nn.Sequential(
        model.conv1, model.bn1, model.relu, model.maxpool, model.layer1, model.layer2, model.layer3
    )
    with torch.no_grad():
        kept = torch.cat([trunk(x[batch]) for batch in batches])
        features = torch.cat([model.layer4(kept[batch]).mean((2, 3)) for batch in batches])
    train(lambda batch: model.fc(features[batch]), head, 1e-3)
    train(lambda batch: model.fc(model.layer4(kept[batch]).mean((2, 3))), layer4 + head, 1e-4)
print(time.time() - began)
