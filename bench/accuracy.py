"""Answers of SciPy, NumPy, scikit-learn and PyTorch (float64) for accuracy.mjs.

Standard input is a JSON list of {"formula", "of", "points"}, of which "of" is null or the argument of a derivative.
Standard output is {"made": versions, "answers": a list of {"scipy", "torch"}}, each with the name of the function and
an answer for every point: null where it does not mean the same as the formula, or refuses.

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 torch==2.13.0
"""

import json
import math
import pathlib
import sys
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests/formulas/reference"))

import numpy as np
import scipy
import sklearn
import torch
from libraries import peers

warnings.filterwarnings("ignore")


def numbers(x):
    """Doubles as they were sent: whole ones are integers in JSON, and those that are not finite are texts."""
    if isinstance(x, str):
        return float(x) if x.removeprefix("-") in ("Infinity", "NaN") else x
    if isinstance(x, list):
        return [numbers(entry) for entry in x]
    if isinstance(x, dict):
        return {name: numbers(entry) for name, entry in x.items()}
    return float(x) if isinstance(x, int) and not isinstance(x, bool) and abs(x) > 2**31 else x


def text(answer):
    if isinstance(answer, dict):
        return {name: text(entry) for name, entry in answer.items()}
    if isinstance(answer, (torch.Tensor, np.ndarray)):
        answer = answer.tolist()
    if isinstance(answer, list):
        return [text(entry) for entry in answer]
    x = float(answer)
    return x if math.isfinite(x) else str(x).replace("inf", "Infinity").replace("nan", "NaN")


def answers(peer, points):
    for at in map(numbers, points):
        try:
            yield text(peer.call(*at)) if peer.applies(at) else None
        except Exception:
            yield None


def library(peer):
    return "torch" if "torch" in peer.name else "scipy"


def main():
    result = []
    for request in json.load(sys.stdin):
        found = {}
        for peer in peers:
            same = peer.formula == request["formula"] and peer.of == request["of"] and peer.worse_at is None
            if same and library(peer) not in found:
                found[library(peer)] = {"name": peer.name, "answers": list(answers(peer, request["points"]))}
        result.append(found)
    made = {"NumPy": np.__version__, "SciPy": scipy.__version__, "scikit-learn": sklearn.__version__}
    json.dump({"made": made | {"PyTorch": torch.__version__}, "answers": result}, sys.stdout, allow_nan=False)


main()
