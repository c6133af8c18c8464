"""Makes peers.json beside this file: what SciPy, NumPy, scikit-learn and PyTorch (float64) answer.

Arguments are taken from the reference tables, which make.py makes first, where both say the same thing. How far a peer
is from the tables is measured here, in epsilons (2⁻⁵²) of the answer or of the largest term of its sum, and must stay
within what is stated; where that is more than a few, the reason is stated too. Answers may differ in their last
digits from one machine to another, so that they are made once and kept:

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 torch==2.13.0
    python tests/formulas/reference/peers.py
"""

import json
import math
import pathlib
import sys
from fractions import Fraction

import numpy as np
import scipy
import sklearn
import torch

from libraries import USUAL, peers

FOLDER = pathlib.Path(__file__).parent
EPSILON = 2.0**-52

tables = {}
for path in FOLDER.glob("*.json"):
    if path.name != "peers.json":
        tables |= json.loads(path.read_text(encoding="utf8"))["formulas"]


def numbers(x):
    """JSON's texts as the numbers that they stand for."""
    if isinstance(x, str):
        return float(x) if x.removeprefix("-") in ("Infinity", "NaN") else x
    if isinstance(x, list):
        return [numbers(entry) for entry in x]
    if isinstance(x, dict):
        return {name: numbers(entry) for name, entry in x.items()}
    return x


def flat(x):
    if isinstance(x, dict):
        return [entry for part in x.values() for entry in flat(part)]
    return [entry for part in x for entry in flat(part)] if isinstance(x, list) else [x]


def like(answer, gives):
    """An answer in the shape of the table's, and nothing of it that the table has not."""
    if isinstance(gives, dict):
        return {name: like(answer[name], gives[name]) for name in gives if name in answer}
    if isinstance(gives, bool):
        return bool(answer)
    answer = answer.detach().numpy() if isinstance(answer, torch.Tensor) else np.asarray(answer)
    return answer.astype(float).tolist()


def ordinary(row):
    truths = [float(x) for x in flat(row["gives"]) if isinstance(x, str)]
    return all(x == 0 or 1e-300 < abs(x) < 1e300 for x in truths) and "within" not in row


def plain(at):
    return all(not isinstance(x, float) or (math.isfinite(x) and (x == 0 or 1e-100 < abs(x) < 1e100)) for x in flat(at))


def epsilons(row, answer):
    """The largest distance from the table, in epsilons."""
    worst = 0
    scale = row.get("scale")
    pairs = zip(
        flat(answer), flat_like(row["gives"], answer), flat_like(scale, answer) or [0] * len(flat(answer)), strict=True
    )
    for x, truth, size in pairs:
        unit = max(abs(float(truth)), size) * EPSILON
        off = abs(Fraction(x) - Fraction(truth)) if math.isfinite(x) else math.inf
        worst = max(worst, 0 if off == 0 else math.inf if unit == 0 else float(off / Fraction(unit)))
    return worst


def flat_like(nested, answer):
    if isinstance(answer, dict):
        return [] if nested is None else [entry for name in answer for entry in flat(nested[name])]
    return [] if nested is None else flat(nested)


def entry_of(peer):
    """What is kept of a peer; says on stderr what is wrong with what it states."""
    rows = [row for row in tables[peer.formula] if row.get("of") == peer.of and ordinary(row)]
    if peer.worse_at is not None:
        rows = [row for row in rows if numbers(row["at"]) == peer.worse_at]
        head = {"worse": peer.because}
    else:
        rows = [row for row in rows if plain(numbers(row["at"]))]
        rows = [row for row in rows if peer.applies(numbers(row["at"])) and peer.where(numbers(row["at"]))]
        rows = rows[:: max(1, len(rows) // peer.count)][: peer.count]
        head = {"within": peer.within} | ({} if peer.because is None else {"because": peer.because})
    kept, worst = [], 0
    for row in rows:
        answer = like(peer.call(*numbers(row["at"])), row["gives"])
        worst = max(worst, epsilons(row, answer))
        kept.append({"at": row["at"], "gives": answer, **({"scale": row["scale"]} if "scale" in row else {})})
    complain(peer, rows, worst)
    names = {"peer": peer.name, "formula": peer.formula} | ({} if peer.of is None else {"of": peer.of})
    return names | head | {"rows": kept}


def complain(peer, rows, worst):
    title = f"{peer.name} as {peer.formula}" + (f" by {peer.of}" if peer.of else "")
    if not rows:
        print(f"{title}: no row of the table fits", file=sys.stderr)
    if peer.worse_at is not None and worst < 2 * USUAL:
        print(f"{title}: {worst:.3g} epsilons are not worse", file=sys.stderr)
    if peer.worse_at is None and (worst > peer.within or (peer.within > USUAL and worst < peer.within / 8)):
        print(f"{title}: {worst:.3g} epsilons, but {peer.within} stated", file=sys.stderr)
    if peer.within > USUAL and peer.because is None:
        print(f"{title}: there is no reason", file=sys.stderr)


made = {
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
    "torch": torch.__version__,
}


def line(entry):
    rows = ",\n".join("        " + json.dumps(row, allow_nan=False) for row in entry["rows"])
    head = json.dumps({key: value for key, value in entry.items() if key != "rows"}, ensure_ascii=False)
    return f'    {head[:-1]}, "rows": [\n{rows}\n    ]}}'


entries = ",\n".join(line(entry) for entry in map(entry_of, filter(lambda peer: peer.kept, peers)))
text = f'{{\n  "made": {json.dumps(made)},\n  "peers": [\n{entries}\n  ]\n}}\n'
(FOLDER / "peers.json").write_text(text, encoding="utf8")
