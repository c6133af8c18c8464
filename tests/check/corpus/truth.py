"""Holds every label of the documents against the mathematics: python tests/check/corpus/truth.py

Needs mpmath and nothing of ours. Behind `##` a label says what its left side is, in Python, in which every number is
exact; this writes the value behind it (`→ 6.0827…`) and ends with 1 where a label's verdict is not what the value asks
for. `A == B` and `A < B` are held as they stand, at many points where they have free names. `value | digits` gives the
digits where they are not the ones that the label's text ends with.
"""

import io
import math
import pathlib
import random
import re
import sys
import tokenize

from mpmath import mp, mpf
import mpmath

mp.dps = 80
folder = pathlib.Path(__file__).parent / "documents"


def flat(value):
    return [x for entry in value for x in flat(entry)] if isinstance(value, (list, tuple)) else [mpf(value)]


def softmax(z):
    e = [mp.exp(x) for x in z]
    return [x / sum(e) for x in e]


def mean(x):
    return sum(x) / len(x)


def variance(x):
    return sum((a - mean(x)) ** 2 for a in x) / len(x)


names = {
    **{n: getattr(mp, n) for n in "exp log sqrt sin cos tan sinh cosh tanh asin acos atan erf floor ceil binomial".split()},
    **{n: getattr(mp, n) for n in "factorial gamma quad pi e inf loggamma atan2 root zeta".split()},
    "ln": mp.log,
    "diff": lambda f, x, order=1: mp.diff(f, x, int(order)),
    "log2": lambda x: mp.log(x, 2),
    "log10": lambda x: mp.log(x, 10),
    "S": lambda f, a, b: sum(f(mpf(k)) for k in range(int(a), int(b) + 1)),
    "P": lambda f, a, b: mpmath.fprod(f(mpf(k)) for k in range(int(a), int(b) + 1)),
    "sigma": lambda x: 1 / (1 + mp.exp(-x)),
    "relu": lambda x: max(mpf(0), x),
    "Phi": lambda x: mp.ncdf(x),
    "dot": lambda a, b: sum(x * y for x, y in zip(a, b, strict=True)),
    "matvec": lambda m, v: [sum(x * y for x, y in zip(row, v, strict=True)) for row in m],
    "matmul": lambda a, b: [[sum(x * y for x, y in zip(row, col, strict=True)) for col in zip(*b)] for row in a],
    "det": lambda m: mp.det(mp.matrix(m)),
    "norm": lambda v: mp.sqrt(sum(x * x for x in v)),
    "deg": lambda x: x * mp.pi / 180,
    "gcd": lambda a, b: mpf(math.gcd(int(a), int(b))),
    "softmax": softmax,
    "mean": mean,
    "variance": variance,
    "sample_variance": lambda x: variance(x) * len(x) / (len(x) - 1),
    "mod": lambda a, b: a - b * mp.floor(a / b),
    **{f.__name__: f for f in (abs, max, min, sum, len)},
}


def value_of(text, point=None):
    tokens = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind, string = token.type, token.string
        if kind == tokenize.NUMBER:
            tokens += [(tokenize.NAME, "mpf"), (tokenize.OP, "("), (tokenize.STRING, repr(string)), (tokenize.OP, ")")]
        else:
            tokens.append((kind, string))
    return eval(tokenize.untokenize(tokens), {**names, "mpf": mpf, **(point or {})})


def free_names(text):
    bound = set(re.findall(r"lambda (\w+)", text))
    return sorted(set(re.findall(r"(?<![\w.])[a-zA-Z_]\w*", text)) - set(names) - bound - {"lambda", "for", "in", "mpf"})


NUMBER = r"[-−]?\d+(?:\.\d+)?"


def written_numbers(text):
    """The numbers that a text writes down: value, unit of the last place, and zeros at the end of a whole number."""
    text = text.replace("{,}", "").replace("−", "-").replace("\\left", "").replace("\\right", "")
    text = re.sub(r"(?<=\d)\\,(?=\d{3})", "", text)
    text = re.sub(r"-\s+(?=\d)", "-", text)
    pattern = rf"({NUMBER})\s*(?:(?:\\times|\\cdot|×|·)\s*10(?:\^\{{?(-?\d+)\}}?|([⁻⁰¹²³⁴-⁹]+)))?\s*(\\?%)?"
    found = []
    for digits, power, raised, percent in re.findall(pattern, text):
        raised = raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        scale = mpf(10) ** int(power or raised or 0) / (100 if percent else 1)
        places = len(digits.split(".")[1]) if "." in digits else 0
        zeros = len(re.search(r"0*$", digits)[0]) if places == 0 and digits.strip("-0") else 0
        found.append((mpf(digits.replace("−", "-")) * scale, mpf(10) ** -places * scale, zeros))
    return found


def verdicts(value, written, unit, zeros, relation):
    """What may be said of one number."""
    tiny = mpf(10) ** -60 * max(1, abs(value))
    distance = abs(value - written)
    if distance <= tiny:
        return {"confirmed"}
    if distance <= unit / 2 + tiny:
        return {"confirmed"} if relation == "≈" else {"imprecise"}
    # 1024 ≈ 1000: zeros at the end of a whole number may stand for digits that are not claimed.
    if any(distance <= unit * mpf(10) ** z / 2 + tiny for z in range(1, zeros + 1)):
        return {"confirmed"} if relation == "≈" else {"imprecise", "wrong"}
    cut = mp.floor(abs(value) / unit + mpf(10) ** -50) * unit
    if abs(cut - abs(written)) <= tiny and (value * written >= 0):
        return {"imprecise"}
    return {"wrong", "imprecise"} if distance <= unit + tiny else {"wrong"}


def short(value):
    return mp.nstr(value, 18, strip_zeros=True)


RELATION = r"(\\approx|\\simeq|\\doteq|≈|≃|~=|\\approxeq|=)"


def judge(source, truth):
    """The verdicts that the mathematics allows, and the value to write down."""
    digits = None
    if " | " in truth:
        truth, digits = truth.split(" | ")
    comparison = re.search(r"(==|<=|>=|!=|(?<![-=])<|(?<![-=])>)", truth)
    if comparison:
        left, right = truth[: comparison.start()], truth[comparison.end() :]
        holds = []
        seeded = random.Random(1)
        for _ in range(30 if free_names(truth) else 1):
            point = {n: mpf(seeded.randrange(11, 290)) / 97 for n in free_names(truth)}
            a, b = (flat(value_of(side.strip(), point)) for side in (left, right))
            near = all(abs(x - y) < mpf(10) ** -40 * max(1, abs(x)) for x, y in zip(a, b, strict=True))
            holds.append({"==": near, "!=": not near, "<": a < b and not near, ">": a > b and not near,
                          "<=": a <= b or near, ">=": a >= b or near}[comparison[0]])
        return ({"confirmed"} if all(holds) else {"wrong", "imprecise"}), str(all(holds)).lower()
    values = flat(value_of(truth))
    parts = re.split(RELATION, source)
    relation = "=" if parts[-2:-1] in ([], ["="]) else "≈"
    numbers = written_numbers(digits if digits is not None else parts[-1])
    if len(numbers) != len(values):
        raise ValueError(f"{len(values)} values but {len(numbers)} numbers are written")
    each = [verdicts(v, *n, relation) for v, n in zip(values, numbers)]
    if any(e == {"wrong"} for e in each):
        allowed = {"wrong"}
    elif any("wrong" in e for e in each):
        allowed = {"wrong", "imprecise"}
    else:
        allowed = {"imprecise"} if any(e == {"imprecise"} for e in each) else {"confirmed"}
    return allowed, ", ".join(short(v) for v in values)


def main():
    faults = 0
    for path in sorted(folder.glob("*.labels")):
        lines = path.read_text(encoding="utf8").split("\n")
        for i, line in enumerate(lines):
            if " ## " not in line or line.startswith("#"):
                continue
            label, truth = line.split(" ## ")
            truth = truth.split(" → ")[0].strip()
            verdict, source = label.strip().split(None, 1)
            try:
                allowed, value = judge(source, truth)
            except Exception as error:
                print(f"{path.name}:{i + 1}: {error!r}: {line}")
                faults += 1
                continue
            lines[i] = f"{label} ## {truth} → {value}"
            first = verdict.split("/")[0]
            # Right only under another convention is wrong under the usual one.
            if first in {"confirmed", "wrong", "imprecise"} and first not in allowed or first == "ambiguous" and "wrong" not in allowed:
                print(f"{path.name}:{i + 1}: {first}, but the mathematics says {'/'.join(sorted(allowed))}: {lines[i]}")
                faults += 1
        path.write_text("\n".join(lines), encoding="utf8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
