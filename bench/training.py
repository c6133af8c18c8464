"""Trains for training.mjs with PyTorch or Keras, one task a line of standard input.

    pip install torch==2.13.0          for python training.py torch DATA
    pip install tensorflow-cpu==2.21.0 for python training.py keras DATA
"""

import json
import math
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
library, file = sys.argv[1:]
with open(file) as opened:
    data = json.load(opened)


def say(answer):
    print(json.dumps(answer), flush=True)


def positions(steps, width):
    angle = lambda step, i: step / 10000 ** ((i - i % 2) / width)
    return [[(math.cos if i % 2 else math.sin)(angle(step, i)) for i in range(width)] for step in range(steps)]


def with_torch():
    import torch
    from torch import nn

    torch.set_num_threads(1)

    def fit(model, x, y, epochs, batch, rate=0.001, held=None):
        optimizer = torch.optim.Adam(model.parameters(), lr=rate)
        loss_of = nn.CrossEntropyLoss()
        for _ in range(epochs):
            order = torch.randperm(len(x))
            total, right = 0.0, 0
            for start in range(0, len(x), batch):
                rows = order[start : start + batch]
                optimizer.zero_grad()
                logits = model(x[rows])
                loss = loss_of(logits.flatten(0, -2), y[rows].flatten())
                loss.backward()
                optimizer.step()
                total += loss.item() * len(rows) / len(x)
                right += (logits.argmax(-1) == y[rows]).sum().item()
            if held:
                with torch.no_grad():
                    logits = model(held[0])
                    loss_of(logits, held[1]).item(), (logits.argmax(-1) == held[1]).sum().item()
        return total

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(12, 16)
            self.places = torch.tensor(positions(9, 16))
            self.attention = nn.MultiheadAttention(16, 2, batch_first=True)
            self.norms = nn.ModuleList([nn.LayerNorm(16), nn.LayerNorm(16)])
            self.feed = nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 16))
            self.out = nn.Linear(16, 12)
            self.mask = torch.triu(torch.ones(9, 9, dtype=torch.bool), 1)

        def forward(self, tokens):
            x = self.embedding(tokens) + self.places
            normal = self.norms[0](x)
            x = x + self.attention(normal, normal, normal, attn_mask=self.mask, need_weights=False)[0]
            return self.out(x + self.feed(self.norms[1](x)))

    numbers, labels = torch.tensor, lambda values: torch.tensor(values, dtype=torch.int64)

    def iris():
        one = data["iris"]
        layers = [nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 3)]
        held = (numbers(one["xHeld"]), labels(one["yHeld"]))
        return fit(nn.Sequential(*layers), numbers(one["x"]), labels(one["y"]), 100, 16, held=held)

    def digits():
        layers = [nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 10)]
        x = numbers(data["digits"]["x"]).reshape(-1, 1, 8, 8)
        return fit(nn.Sequential(*layers), x, labels(data["digits"]["y"]), 3, 32)

    def attention():
        one = data["attention"]
        return fit(Block(), labels(one["x"]), labels(one["y"]), 1, 32, rate=0.005)

    return torch.__version__, {"iris": iris, "digits": digits, "attention": attention}


def with_keras():
    import keras
    import numpy as np
    from keras import layers

    def fit(model, x, y, epochs, batch, rate=0.001, from_logits=False, held=None):
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
        model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss, metrics=["accuracy"])
        history = model.fit(x, y, epochs=epochs, batch_size=batch, validation_data=held, verbose=0)
        return history.history["loss"][-1]

    numbers, labels = lambda values: np.array(values, "float32"), lambda values: np.array(values, "int32")

    def iris():
        one = data["iris"]
        dense = [layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(3, "softmax")]
        held = (numbers(one["xHeld"]), labels(one["yHeld"]))
        return fit(keras.Sequential(dense), numbers(one["x"]), labels(one["y"]), 100, 16, held=held)

    def digits():
        all_layers = [layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten()]
        x = numbers(data["digits"]["x"]).reshape(-1, 8, 8, 1)
        model = keras.Sequential([*all_layers, layers.Dense(10, "softmax")])
        return fit(model, x, labels(data["digits"]["y"]), 3, 32)

    def attention():
        one = data["attention"]
        tokens = keras.Input((9,), dtype="int32")
        x = layers.Embedding(12, 16)(tokens) + np.array([positions(9, 16)], "float32")
        normal = layers.LayerNormalization()(x)
        x = x + layers.MultiHeadAttention(2, 8)(normal, normal, use_causal_mask=True)
        inner = layers.Dense(32, "relu")(layers.LayerNormalization()(x))
        model = keras.Model(tokens, layers.Dense(12)(x + layers.Dense(16)(inner)))
        return fit(model, labels(one["x"]), labels(one["y"]), 1, 32, rate=0.005, from_logits=True)

    return keras.__version__, {"iris": iris, "digits": digits, "attention": attention}


try:
    version, tasks = {"torch": with_torch, "keras": with_keras}[library]()
except ImportError as error:
    say({"missing": str(error)})
    sys.exit()
say({"ready": version})
for line in sys.stdin:
    start = time.perf_counter()
    loss = tasks[line.strip()]()
    say({"milliseconds": (time.perf_counter() - start) * 1000, "loss": loss})
