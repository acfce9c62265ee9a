"""Times one training step of LeNet-5 in PyTorch on the processor, for the bench to compare with.

    python tests/bench/pytorch_lenet.py --threads 1 --batch 128 --seconds 5 > pytorch.json

The same network (`modern`: 6 and 16 maps, ReLU, average pooling, 120, 84 and 10 units), the same batch
and the same optimizer (Adam, 0.001) as the engines of this app, in plain eager PyTorch as its tutorials
write it. Images are noise: PyTorch computes every pixel, whatever it holds. Prints one JSON object:

    {"torch": "2.13.0", "threads": 1, "batch": 128, "milliseconds": [each timed step, in order],
     "imagesPerSecond": at the median step, "predictMilliseconds": median of one image,
     "classifyImagesPerSecond": at batches of 1000}
"""

import argparse
import json
import statistics
import time

import torch
from torch import nn

WARM_UP_STEPS = 20


def lenet() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.AvgPool2d(2),
        nn.Conv2d(16, 120, 5),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


def timed(call, seconds: float) -> list[float]:
    """Milliseconds of each call, for about so many seconds."""
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not times:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1998)

    network = lenet()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    loss_of = nn.CrossEntropyLoss()
    images = torch.rand(options.batch, 1, 32, 32)
    labels = torch.arange(options.batch) % 10

    def step() -> None:
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(network(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    for _ in range(WARM_UP_STEPS):
        step()
    milliseconds = timed(step, options.seconds)

    one, thousand = torch.rand(1, 1, 32, 32), torch.rand(1000, 1, 32, 32)
    with torch.inference_mode():
        for _ in range(WARM_UP_STEPS):
            network(one)
        predict = statistics.median(timed(lambda: network(one), options.seconds / 4))
        classify = statistics.median(timed(lambda: network(thousand), options.seconds / 4))

    print(
        json.dumps(
            {
                "torch": torch.__version__,
                "threads": options.threads,
                "batch": options.batch,
                "milliseconds": milliseconds,
                "imagesPerSecond": options.batch * 1000 / statistics.median(milliseconds),
                "predictMilliseconds": predict,
                "classifyImagesPerSecond": 1000 * 1000 / classify,
            }
        )
    )


if __name__ == "__main__":
    main()
