"""What other libraries say under the formulas' names: SciPy, NumPy, scikit-learn and PyTorch (float64).

Each entry calls its library with a formula's own arguments and gives what the formula would, as numbers, arrays or
tensors. `applies` says where both mean the same, `where` (beyond that) where the library is as good as `within` says.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import sklearn.metrics
import sklearn.preprocessing
import torch
from scipy import special, stats
from sklearn import metrics
from torch.nn import functional

USUAL = 4
peers = []


def always(at):
    return True


@dataclass
class Peer:
    name: str
    formula: str
    call: Callable
    of: str | None = None
    # How far the answers are from the truth, in epsilons of the answer or of the largest term of its sum.
    within: float = USUAL
    because: str | None = None
    applies: Callable = always
    where: Callable = always
    count: int = 5
    # A point at which the answer is far off, and why.
    worse_at: list | None = None
    # Whether some answers are kept, or all are for a benchmark to ask.
    kept: bool = True


def peer(name, formula, call, by=None, **details):
    """`by` are the places of the arguments, by their names, by which PyTorch can differentiate its answer."""
    peers.append(Peer(name, formula, call, **details))
    for variable, place in (by or {}).items():
        applies = details.get("applies", always)
        title = f"torch.autograd of {name}"
        peers.append(Peer(title, formula, jacobian(call, place), of=variable, applies=applies, kept=False))


def jacobian(call, place):
    """A derivative by the argument at `place`, or by the option of that name."""

    def derivative(*at):
        def function(x):
            if isinstance(place, str):
                return call(*at[:-1], {**at[-1], place: x})
            return call(*at[:place], x, *at[place + 1 :])

        variable = at[-1][place] if isinstance(place, str) else at[place]
        return torch.autograd.functional.jacobian(function, tensor(variable))

    return derivative


def worse(name, formula, call, at, because):
    peers.append(Peer(name, formula, call, worse_at=at, because=because))


def tensor(x):
    return x if isinstance(x, torch.Tensor) else torch.tensor(x, dtype=torch.float64)


def lone(at):
    """Only what stands before options."""
    return not isinstance(at[-1], dict)


# Activations


def activation(name, formula, function, by_slope=None, **details):
    """An activation and its derivative by automatic differentiation, both without options."""

    def slope(x):
        variable = tensor(x).requires_grad_()
        function(variable).backward()
        return variable.grad

    by_slope = by_slope or {"where": details.get("where", always)}
    peer(f"torch.nn.functional.{name}", formula, lambda x: function(tensor(x)), applies=lone, **details)
    peer(f"torch.autograd of {name}", formula, slope, of="x", applies=lone, **by_slope)


peer("scipy.special.expit", "sigmoid", special.expit)
peer("scipy.special.log_expit", "logSigmoid", special.log_expit)
peer("scipy.special.logit", "logit", special.logit)
peer("scipy.special.erf", "erf", special.erf)
peer("scipy.special.erfc", "erfc", special.erfc)
peer("numpy.tanh", "tanh", np.tanh)
peer("numpy.logaddexp", "softplus", lambda x: np.logaddexp(0, x))


def near(at):
    return abs(at[0]) <= 3


activation("sigmoid", "sigmoid", functional.sigmoid, {"where": lambda at: at[0] <= 1})
activation("logsigmoid", "logSigmoid", functional.logsigmoid)
activation("tanh", "tanh", functional.tanh, {"where": near, "within": 32, "because": "1 − t² cancels"})
activation("relu", "relu", functional.relu)
activation("leaky_relu", "leakyRelu", functional.leaky_relu)
activation("elu", "elu", functional.elu)
activation("selu", "selu", functional.selu)
activation("gelu", "gelu", functional.gelu, where=lambda at: at[0] > -1)
activation(
    "gelu(approximate='tanh')",
    "geluTanh",
    lambda x: functional.gelu(x, approximate="tanh"),
    where=lambda at: at[0] > -1,
)
worse("torch.nn.functional.gelu", "gelu", lambda x: functional.gelu(tensor(x)), [-8.0], "1 + erf cancels for x < 0")
worse(
    "torch.nn.functional.gelu(approximate='tanh')",
    "geluTanh",
    lambda x: functional.gelu(tensor(x), approximate="tanh"),
    [-8.0],
    "1 + tanh cancels for x < 0",
)
activation("silu", "silu", functional.silu)
activation("mish", "mish", functional.mish, {"within": 32, "because": "1 − t² cancels"})
activation("softplus", "softplus", functional.softplus, where=lambda at: at[0] < 20 or at[0] > 40)
worse(
    "torch.nn.functional.softplus",
    "softplus",
    lambda x: functional.softplus(tensor(x)),
    [20.5],
    "it is x itself above a threshold of 20",
)
activation("softsign", "softsign", functional.softsign, {"where": near})
activation(
    "hardsigmoid", "hardSigmoid", functional.hardsigmoid, {"within": 2**28, "because": "its sixth is one of float32"}
)
peer("torch.special.erf", "erf", lambda x: torch.special.erf(tensor(x)))
peer("torch.special.erfc", "erfc", lambda x: torch.special.erfc(tensor(x)))
peer(
    "torch.special.logit",
    "logit",
    lambda x: torch.special.logit(tensor(x)),
    within=32,
    because="p/(1 − p) is rounded before its logarithm, which is near 0 where p is near ½",
)

# Distributions


def one(function):
    return lambda z: function(tensor(z))


peer("scipy.special.softmax", "softmax", special.softmax)


def close(at):
    return max(at[-1]) - min(at[-1]) < 3


top = {"where": close}
peer("scipy.special.log_softmax", "logSoftmax", special.log_softmax, **top)
worse("scipy.special.log_softmax", "logSoftmax", special.log_softmax, [[0.0, -40.0]], "1 + e⁻⁴⁰ is rounded to 1")
peer("scipy.special.logsumexp", "logSumExp", special.logsumexp)
peer("torch.softmax", "softmax", one(lambda z: functional.softmax(z, 0)), by={"z": 0})
peer("torch.log_softmax", "logSoftmax", one(lambda z: functional.log_softmax(z, 0)), by={"z": 0}, **top)
worse(
    "torch.log_softmax",
    "logSoftmax",
    one(lambda z: functional.log_softmax(z, 0)),
    [[0.0, -40.0]],
    "1 + e⁻⁴⁰ is rounded to 1",
)
peer("torch.logsumexp", "logSumExp", one(lambda z: torch.logsumexp(z, 0)), by={"z": 0})
peer("scipy.special.entr, summed", "entropy", lambda p: special.entr(p).sum())
peer("scipy.special.rel_entr, summed", "klDivergence", lambda p, q: special.rel_entr(p, q).sum())
peer(
    "torch.nn.functional.kl_div(reduction='sum')",
    "klDivergence",
    lambda p, q: functional.kl_div(tensor(q).log(), tensor(p), reduction="sum"),
    by={"p": 0, "q": 1},
    where=lambda at: max(abs(x - y) for x, y in zip(*at, strict=True)) > 0.1,
)
worse(
    "torch.nn.functional.kl_div(reduction='sum')",
    "klDivergence",
    lambda p, q: functional.kl_div(tensor(q).log(), tensor(p), reduction="sum"),
    [[0.25, 0.75], [0.2500001, 0.7499999]],
    "it is given logarithms, whose difference cancels",
)
peer("scipy.special.xlogy, summed", "crossEntropy", lambda p, q: -special.xlogy(p, q).sum())
peer(
    "torch.nn.functional.cross_entropy of one",
    "crossEntropyFromLogits",
    lambda p, z: functional.cross_entropy(tensor(z)[None], tensor(p)[None]),
    by={"p": 0, "logits": 1},
    **top,
)
peer("numpy.exp", "perplexity", np.exp)

# Losses


PAIR = {"yTrue": 0, "yPred": 1}


def both(function):
    return lambda y, p, *rest: function(tensor(p), tensor(y), *rest)


peer("sklearn.metrics.mean_squared_error", "meanSquaredError", metrics.mean_squared_error)
peer("sklearn.metrics.mean_absolute_error", "meanAbsoluteError", metrics.mean_absolute_error)
peer("torch.nn.functional.mse_loss", "meanSquaredError", both(functional.mse_loss), by=PAIR)
peer("torch.nn.functional.l1_loss", "meanAbsoluteError", both(functional.l1_loss), by=PAIR)
peer(
    "scipy.special.huber, averaged",
    "huber",
    lambda y, p, o={}: special.huber(o.get("delta", 1.0), np.subtract(y, p)).mean(),
)
peer(
    "torch.nn.functional.huber_loss",
    "huber",
    lambda y, p, o={}: functional.huber_loss(tensor(p), tensor(y), delta=o.get("delta", 1.0)),
    by=PAIR,
)
peer(
    "delta times torch.nn.functional.smooth_l1_loss",
    "huber",
    lambda y, p, o={}: o.get("delta", 1.0) * functional.smooth_l1_loss(tensor(p), tensor(y), beta=o.get("delta", 1.0)),
)
peer(
    "torch.nn.functional.binary_cross_entropy",
    "binaryCrossEntropy",
    both(functional.binary_cross_entropy),
    by={"yPred": 1},
)
peer(
    "torch.nn.functional.binary_cross_entropy_with_logits",
    "binaryCrossEntropyFromLogits",
    both(functional.binary_cross_entropy_with_logits),
    by={"yTrue": 0, "logits": 1},
)
peer(
    "torch.nn.functional.cross_entropy",
    "categoricalCrossEntropyFromLogits",
    both(functional.cross_entropy),
    by={"yTrue": 0, "logits": 1},
    where=lambda at: all(close([z]) for z in at[1]),
)
peer(
    "sklearn.metrics.log_loss",
    "binaryCrossEntropy",
    lambda y, p: metrics.log_loss(y, p, labels=[0, 1]),
    applies=lambda at: all(y in (0, 1) for y in at[0]),
    where=lambda at: min(at[1]) > 1e-9 and max(at[1]) < 1 - 1e-9,
)
worse(
    "sklearn.metrics.log_loss",
    "binaryCrossEntropy",
    lambda y, p: metrics.log_loss(y, p, labels=[0, 1]),
    [[1.0], [1e-300]],
    "it clips probabilities to 2⁻⁵² and 1 − 2⁻⁵²",
)
worse(
    "torch.nn.functional.binary_cross_entropy",
    "binaryCrossEntropy",
    both(functional.binary_cross_entropy),
    [[1.0], [1e-300]],
    "it takes no logarithm to be below −100",
)
peer(
    "torch.nn.functional.cross_entropy of labels",
    "sparseCategoricalCrossEntropyFromLogits",
    lambda y, z: functional.cross_entropy(tensor(z), torch.tensor(y)),
    by={"logits": 1},
    where=lambda at: all(close([z]) for z in at[1]),
)
peer(
    "sklearn.metrics.hinge_loss",
    "hinge",
    lambda y, s: metrics.hinge_loss(y, s),
    applies=lambda at: len(set(at[0])) == 2,
)
peer(
    "sklearn.metrics.hinge_loss of scores by class",
    "multiclassHinge",
    lambda y, s: metrics.hinge_loss(y, s, labels=list(range(len(s[0])))),
    applies=lambda at: len(at[1][0]) > 2,
)

# Optimizer steps


def optimizer(name, formula, make, fields, **details):
    """One step of a PyTorch optimizer, whose state is filled with ours."""

    def step(state, gradient, options=None):
        parameter = torch.nn.Parameter(tensor(state["parameters"]))
        chosen = make([parameter], options or {})
        remembered = {theirs: tensor(state[ours]) for ours, theirs in fields.items()}
        chosen.state[parameter] = remembered | ({"step": tensor(float(state.get("t", 0)))} if name != "SGD" else {})
        parameter.grad = tensor(gradient)
        chosen.step()
        after = chosen.state[parameter]
        result = {"parameters": parameter, **{ours: after[theirs] for ours, theirs in fields.items()}}
        return result | ({"t": after["step"]} if "t" in state else {})

    peer(f"torch.optim.{name}", formula, step, **details)


optimizer(
    "SGD",
    "momentumStep",
    lambda p, o: torch.optim.SGD(
        p, lr=o.get("learningRate", 0.01), momentum=o.get("momentum", 0.9), nesterov=o.get("nesterov", False)
    ),
    {"velocity": "momentum_buffer"},
    applies=lambda at: len(at) < 3 or at[2].get("momentum") != 0,
    count=8,
)
optimizer(
    "Adagrad",
    "adagradStep",
    lambda p, o: torch.optim.Adagrad(p, lr=o.get("learningRate", 0.01), eps=o.get("epsilon", 1e-10)),
    {"sumSquares": "sum"},
)
optimizer(
    "RMSprop",
    "rmspropStep",
    lambda p, o: torch.optim.RMSprop(
        p, lr=o.get("learningRate", 0.001), alpha=o.get("rho", 0.9), eps=o.get("epsilon", 1e-8)
    ),
    {"meanSquare": "square_avg"},
)


def betas(o):
    return {
        "lr": o.get("learningRate", 0.001),
        "betas": (o.get("beta1", 0.9), o.get("beta2", 0.999)),
        "eps": o.get("epsilon", 1e-8),
    }


moments = {"m": "exp_avg", "v": "exp_avg_sq"}
corrected = {
    "applies": lambda at: len(at) < 3 or at[2].get("biasCorrection", True),
    "count": 8,
    "within": 64,
    "because": "1 − βᵗ by the power itself keeps what its rounding left",
}
optimizer("Adam", "adamStep", lambda p, o: torch.optim.Adam(p, **betas(o)), moments, **corrected)
optimizer(
    "AdamW",
    "adamwStep",
    lambda p, o: torch.optim.AdamW(p, **betas(o), weight_decay=o.get("weightDecay", 0.01)),
    moments,
    **corrected,
)


def torch_clip(gradient, most):
    parameter = torch.nn.Parameter(torch.zeros(len(gradient), dtype=torch.float64))
    parameter.grad = tensor(gradient)
    torch.nn.utils.clip_grad_norm_([parameter], most)
    return parameter.grad


peer(
    "torch.nn.utils.clip_grad_norm_",
    "clipByNorm",
    torch_clip,
    within=2**34,
    because="it adds 1e-6 to the norm",
    where=lambda at: max(map(abs, at[0])) > 0.1,
)


def scheduler(name, formula, make, first=0, **details):
    def rate(step, options):
        parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
        sgd = torch.optim.SGD([parameter], lr=options.get("initial", options.get("peak")))
        schedule = make(sgd, options)
        for _ in range(int(step) - first):
            sgd.step()
            schedule.step()
        return schedule.get_last_lr()[0]

    applies = details.pop("applies", always)
    peer(
        f"torch.optim.lr_scheduler.{name}",
        formula,
        rate,
        applies=lambda at: countable(at[0]) and applies(at),
        **details,
    )


def countable(step):
    return step <= 1000 and float(step).is_integer()


scheduling = torch.optim.lr_scheduler
scheduler("StepLR", "stepDecay", lambda s, o: scheduling.StepLR(s, o["every"], o["factor"]))
scheduler(
    "ExponentialLR",
    "exponentialDecay",
    lambda s, o: scheduling.ExponentialLR(s, o["rate"] ** (1 / o["every"])),
    where=lambda at: at[0] <= 100,
    within=128,
    because="it multiplies once a step, and each product is rounded",
)
scheduler(
    "CosineAnnealingLR",
    "cosineDecay",
    lambda s, o: scheduling.CosineAnnealingLR(s, o["steps"], o.get("final", 0.0)),
    applies=lambda at: at[0] <= at[1]["steps"],
    count=12,
    within=32,
    because="it goes from each rate to the next, and 1 + cos cancels",
)
scheduler(
    "LinearLR",
    "linearWarmup",
    lambda s, o: scheduling.LinearLR(s, 1 / o["steps"], total_iters=o["steps"] - 1),
    first=1,
    applies=lambda at: 0 < at[0] <= at[1]["steps"],
)

# Layers: PyTorch has channels first, and weights with a row for each output


def channels_first(image):
    return tensor(image).permute(2, 0, 1)[None]


def channels_last(result):
    return result[0].permute(1, 2, 0)


def torch_conv(image, kernel, o=None):
    o = o or {}
    weights = tensor(kernel).permute(3, 2, 0, 1)
    stride = o.get("stride", 1)
    return channels_last(
        functional.conv2d(channels_first(image), weights, stride=stride, padding=o.get("padding", "valid"))
    )


def torch_pool(function):
    def pool(image, o=None):
        size = (o or {}).get("size", 2)
        return channels_last(function(channels_first(image), size, (o or {}).get("stride", size)))

    return pool


def optional(o, name):
    return tensor(o[name]) if name in o else None


def torch_attention(q, k, v, o=None):
    causal = (o or {}).get("causal", False)
    return functional.scaled_dot_product_attention(tensor(q)[None], tensor(k)[None], tensor(v)[None], is_causal=causal)[
        0
    ]


def torch_batch(x, o=None):
    o = o or {}
    x = tensor(x)
    return functional.batch_norm(
        x, None, None, optional(o, "gamma"), optional(o, "beta"), True, eps=o.get("epsilon", 1e-5)
    )


peer("torch.nn.functional.linear", "dense", lambda x, w, b: functional.linear(tensor(x), tensor(w).T, tensor(b)))


def torch_backward(x, w, g):
    x, w, b = tensor(x).requires_grad_(), tensor(w).requires_grad_(), tensor([0.0] * len(w[0])).requires_grad_()
    functional.linear(x, w.T, b).backward(tensor(g))
    return {"x": x.grad, "weights": w.grad, "bias": b.grad}


peer("torch.autograd of linear", "denseBackward", torch_backward)
peer(
    "torch.nn.functional.conv2d",
    "conv2d",
    torch_conv,
    applies=lambda at: len(at) < 3 or at[2].get("padding") != "same" or at[2].get("stride", 1) == 1,
)
peer("torch.nn.functional.max_pool2d", "maxPool2d", torch_pool(functional.max_pool2d))
peer("torch.nn.functional.avg_pool2d", "averagePool2d", torch_pool(functional.avg_pool2d))
peer(
    "torch.nn.functional.layer_norm",
    "layerNorm",
    lambda x, o={}: functional.layer_norm(
        tensor(x), [len(x)], optional(o, "gamma"), optional(o, "beta"), o.get("epsilon", 1e-5)
    ),
    by={"x": 0, "gamma": "gamma", "beta": "beta"},
)
peer(
    "torch.nn.functional.batch_norm(training=True)",
    "batchNorm",
    torch_batch,
    within=16,
    applies=lambda at: len(at[0]) > 1,
    where=lambda at: at[0][0][0] not in (0.1, 1e8 + 1),
    because="the mean is rounded before it is subtracted",
)
peer(
    "torch.nn.functional.rms_norm",
    "rmsNorm",
    lambda x, o={}: functional.rms_norm(tensor(x), [len(x)], optional(o, "gamma"), o.get("epsilon", 1e-6)),
    by={"x": 0, "gamma": "gamma"},
)
peer(
    "torch.nn.functional.scaled_dot_product_attention",
    "scaledDotProductAttention",
    torch_attention,
    where=lambda at: max(map(abs, at[0][0])) < 10,
)
peer(
    "torch.nn.functional.embedding", "embedding", lambda i, table: functional.embedding(torch.tensor(i), tensor(table))
)
peer("torch.nn.functional.one_hot", "oneHot", lambda i, size: functional.one_hot(torch.tensor(i), size))


def cell(kind, x, *state, weights, biases):
    units = len(weights[1])
    made = kind(len(x), units, dtype=torch.float64)
    zeros = [0.0] * len(weights[0][0])
    with torch.no_grad():
        made.weight_ih.copy_(tensor(weights[0]).T)
        made.weight_hh.copy_(tensor(weights[1]).T)
        made.bias_ih.copy_(tensor(biases[0]))
        made.bias_hh.copy_(tensor(biases[1] if len(biases) > 1 else zeros))
        states = tuple(tensor(s)[None] for s in state)
        return made(tensor(x)[None], states if len(states) > 1 else states[0])


def matrices(o):
    return [o["inputWeights"], o["recurrentWeights"]]


def torch_lstm(x, state, o):
    h, c = cell(torch.nn.LSTMCell, x, state["h"], state["c"], weights=matrices(o), biases=[o["bias"]])
    return {"h": h[0], "c": c[0]}


peer(
    "torch.nn.RNNCell",
    "rnnCell",
    lambda x, h, o: cell(torch.nn.RNNCell, x, h, weights=matrices(o), biases=[o["bias"]])[0],
)
peer("torch.nn.LSTMCell", "lstmCell", torch_lstm)
peer(
    "torch.nn.GRUCell",
    "gruCell",
    lambda x, h, o: cell(torch.nn.GRUCell, x, h, weights=matrices(o), biases=[o["inputBias"], o["recurrentBias"]])[0],
)

# Metrics


def has_both(at):
    return len(set(at[0])) == 2 and len(set(at[1])) == 2


def positive(o):
    return (o or {}).get("positive", 1)


def of_class(score):
    """A metric of one class; scikit-learn calls it an average over the labels that are given."""
    return lambda y, p, o=None: score(y, p, labels=[positive(o)], average="macro", zero_division=np.nan)


peer("sklearn.metrics.accuracy_score", "accuracy", metrics.accuracy_score)
peer(
    "sklearn.metrics.confusion_matrix",
    "confusionMatrix",
    lambda y, p, o: metrics.confusion_matrix(y, p, labels=list(range(o["classes"]))),
)
for score, formula in (
    (metrics.precision_score, "precision"),
    (metrics.recall_score, "recall"),
    (metrics.f1_score, "f1Score"),
):
    peer(f"sklearn.metrics.{score.__name__}", formula, of_class(score))
peer("sklearn.metrics.matthews_corrcoef", "matthewsCorrelation", metrics.matthews_corrcoef, applies=has_both)
peer("sklearn.metrics.roc_auc_score", "rocAuc", metrics.roc_auc_score)
peer("sklearn.metrics.r2_score", "r2Score", metrics.r2_score)
peer("sklearn.metrics.root_mean_squared_error", "rootMeanSquaredError", metrics.root_mean_squared_error)


def wilson(k, n, o=None):
    interval = stats.binomtest(k, n).proportion_ci((o or {}).get("confidence", 0.95), method="wilson")
    return [interval.low, interval.high]


peer(
    "scipy.stats.binomtest(…).proportion_ci(method='wilson')",
    "wilsonInterval",
    wilson,
    within=32,
    because="the low bound is what is left of a difference of rounded terms",
)

# Numbers, vectors, matrices


def column(function):
    return lambda x: function(np.array(x)[:, None])[:, 0]


peer("numpy.sum", "sum", np.sum)
peer("numpy.mean", "mean", np.mean)
peer("numpy.var", "variance", lambda x, o={}: np.var(x, ddof=o.get("ddof", 0)))
peer("numpy.std", "standardDeviation", lambda x, o={}: np.std(x, ddof=o.get("ddof", 0)))
peer(
    "sklearn.preprocessing.scale",
    "standardScale",
    column(sklearn.preprocessing.scale),
    where=lambda at: max(map(abs, at[0])) < 100 and len(set(at[0])) > 3,
)
peer(
    "sklearn.preprocessing.minmax_scale",
    "minMaxScale",
    column(sklearn.preprocessing.minmax_scale),
    where=lambda at: max(map(abs, at[0])) < 100 and len(set(at[0])) > 3,
)
peer("numpy.dot", "dot", np.dot)
peer("numpy.outer", "outer", np.outer)
peer("numpy.linalg.norm", "norm", np.linalg.norm)
peer("numpy.matmul", "matMul", np.matmul)
peer("numpy.transpose", "transpose", np.transpose)
peer("numpy.argmax", "argMax", np.argmax)
peer(
    "sklearn.metrics.pairwise.cosine_similarity",
    "cosineSimilarity",
    lambda a, b: metrics.pairwise.cosine_similarity([a], [b])[0, 0],
)


def asked_only(name, formula, function, **by):
    """PyTorch's own of what NumPy has, for its derivatives."""
    peer(f"torch.{name}", formula, function, by=by, kept=False)


asked_only("sum", "sum", lambda x: torch.sum(tensor(x)), x=0)
asked_only("mean", "mean", lambda x: torch.mean(tensor(x)), x=0)
asked_only("var", "variance", lambda x, o={}: torch.var(tensor(x), correction=o.get("ddof", 0)), x=0)
asked_only("std", "standardDeviation", lambda x, o={}: torch.std(tensor(x), correction=o.get("ddof", 0)), x=0)
asked_only("dot", "dot", lambda a, b: torch.dot(tensor(a), tensor(b)), a=0, b=1)
asked_only("linalg.norm", "norm", lambda x: torch.linalg.norm(tensor(x)), x=0)
asked_only("matmul", "matMul", lambda a, b: tensor(a) @ tensor(b))
asked_only(
    "cosine_similarity",
    "cosineSimilarity",
    lambda a, b: functional.cosine_similarity(tensor(a), tensor(b), 0),
    a=0,
    b=1,
)
