"""Layers of networks."""

from mpmath import mp, mpf

from number import cos, exp, largest, mean, sigmoid, sin, sqrt, tanh, total
from rows import Seeded, Topic
from topics.vectors import product, product_terms

topic = Topic()
seeded = Seeded("layers")


def plus_bias(x, w, b):
    return [[entry + shift for entry, shift in zip(row, b, strict=True)] for row in product(x, w)]


def plus_bias_terms(x, w, b):
    return [[largest([entry, shift]) for entry, shift in zip(row, b, strict=True)] for row in product_terms(x, w)]


def transposed(a):
    return [list(column) for column in zip(*a, strict=True)]


dense = [
    ([[1.0, 2.0]], [[3.0, 4.0], [5.0, 6.0]], [0.5, -0.5]),
    ([[0.1]], [[0.1]], [-0.01]),
    ([[1.0, -1.0], [0.0, 2.0]], [[1.0], [1.0]], [0.0]),
    ([[0.1, 0.2, -0.3]], [[3.0], [3.0], [3.0]], [0.0]),
    ([[1e200, 1e200]], [[1e-200], [-1e-200]], [1.0]),
    ([[1e100, 1.0]], [[1.0], [1.0]], [-1e100]),
    (seeded.matrix(2, 3, -2, 2), seeded.matrix(3, 2, -2, 2), seeded.vector(2, -1, 1)),
    ([seeded.reals(3, -2, 2) for _ in range(2)], [seeded.reals(2, -2, 2) for _ in range(3)], seeded.reals(2, -1, 1)),
]
topic.formula("dense", plus_bias, dense, terms=plus_bias_terms)


def backward(x, w, g):
    return {
        "x": product(g, transposed(w)),
        "weights": product(transposed(x), g),
        "bias": [total(column) for column in zip(*g, strict=True)],
    }


def backward_terms(x, w, g):
    return {
        "x": product_terms(g, transposed(w)),
        "weights": product_terms(transposed(x), g),
        "bias": [largest(column) for column in zip(*g, strict=True)],
    }


slopes = [
    [[1.0, -2.0]],
    [[0.5]],
    [[1.0], [3.0]],
    [[0.1]],
    [[2.0]],
    [[-1.0]],
    seeded.matrix(2, 2, -2, 2),
    [seeded.reals(2, -2, 2) for _ in range(2)],
]
topic.formula(
    "denseBackward", backward, [(x, w, g) for (x, w, _), g in zip(dense, slopes, strict=True)], terms=backward_terms
)


def patches(image, size, stride, padding):
    """For each place of the output the image under the window, as rows and columns in the image and in the window."""
    heights = []
    for length, extent in zip((len(image), len(image[0])), size, strict=True):
        if padding == "same":
            count = -(-length // stride)
            before = max(0, (count - 1) * stride + extent - length) // 2
        else:
            count, before = (length - extent) // stride + 1, 0
        heights.append((count, before, length))
    (rows, top, height), (columns, left, width) = heights

    def window(i, j):
        for k in range(size[0]):
            for m in range(size[1]):
                row, column = i * stride - top + k, j * stride - left + m
                if 0 <= row < height and 0 <= column < width:
                    yield row, column, k, m

    return [[list(window(i, j)) for j in range(columns)] for i in range(rows)]


def convolve(collect):
    def whole(image, kernel, options=None):
        chosen = options or {}
        size = (len(kernel), len(kernel[0]))
        places = patches(image, size, int(chosen.get("stride", 1)), chosen.get("padding", "valid"))
        channels, out = range(len(image[0][0])), range(len(kernel[0][0][0]))
        return [
            [
                [collect([image[r][c][a] * kernel[k][m][a][o] for r, c, k, m in place for a in channels]) for o in out]
                for place in row
            ]
            for row in places
        ]

    return whole


def image(rows, columns, channels, low=-2, high=2):
    return [seeded.matrix(columns, channels, low, high) for _ in range(rows)]


def kernel(rows, columns, channels, out):
    return [image(columns, channels, out) for _ in range(rows)]


same = {"padding": "same"}
convolutions = [
    (image(3, 3, 1), kernel(2, 2, 1, 1)),
    (image(2, 2, 1), kernel(2, 2, 1, 1)),
    (image(3, 4, 2), kernel(2, 2, 2, 2)),
    (image(3, 3, 1), kernel(3, 3, 1, 1), same),
    (image(3, 4, 1), kernel(2, 2, 1, 1), same),
    (image(4, 5, 1), kernel(2, 3, 1, 1), {"stride": 2}),
    (image(5, 4, 1), kernel(3, 2, 1, 1), {"stride": 2, "padding": "same"}),
    (image(4, 4, 1), kernel(1, 1, 1, 2), {"stride": 3}),
    ([[[0.1], [0.2]], [[-0.3], [0.4]]], [[[[0.3]], [[0.1]]], [[[0.1]], [[0.7]]]]),
    ([[[1e200], [1e200]]], [[[[1e-200]], [[-1e-200]]]]),
]
topic.formula("conv2d", convolve(total), convolutions, terms=convolve(largest))


def pooled(collect):
    def whole(image, options=None):
        size = int((options or {}).get("size", 2))
        stride = int((options or {}).get("stride", size))
        channels = range(len(image[0][0]))
        return [
            [[collect([image[r][c][a] for r, c, _, _ in place]) for a in channels] for place in row]
            for row in patches(image, (size, size), stride, "valid")
        ]

    return whole


pools = [
    (image(4, 4, 1),),
    (image(3, 5, 2),),
    (image(2, 2, 1),),
    (image(4, 4, 1), {"size": 3}),
    (image(4, 5, 1), {"size": 2, "stride": 1}),
    (image(5, 5, 1), {"size": 3, "stride": 2}),
    (image(2, 2, 1), {"size": 1}),
    ([[[-1e308], [1e308]], [[1e308], [1e308]]],),
    ([[[0.1], [0.2]], [[-0.3], [5e-324]]],),
    ([[[5e-324], [0.0]], [[0.0], [0.0]]],),
]
topic.formula("maxPool2d", pooled(max), pools)
topic.formula("averagePool2d", pooled(mean), pools, terms=pooled(lambda xs: largest(xs) / len(xs)))


def normal(x, epsilon):
    middle = mean(x)
    spread = sqrt(mean([(x_i - middle) * (x_i - middle) for x_i in x]) + epsilon)
    return [(x_i - middle) / spread for x_i in x]


def affine(x, options, collect):
    n = len(x)
    gamma, beta = options.get("gamma", [mpf(1)] * n), options.get("beta", [mpf(0)] * n)
    return [collect([g * x_i, b]) for g, x_i, b in zip(gamma, x, beta, strict=True)]


def layer_norm(x, options=None, collect=total):
    chosen = options or {}
    return affine(normal(x, chosen.get("epsilon", mpf(1e-5))), chosen, collect)


def batch_norm(x, options=None, collect=total):
    chosen = options or {}
    epsilon = chosen.get("epsilon", mpf(1e-5))
    columns = [normal(list(column), epsilon) for column in zip(*x, strict=True)]
    return [affine(list(row), chosen, collect) for row in zip(*columns, strict=True)]


def layer_slope_terms(x, options=None):
    chosen, n, middle = options or {}, len(x), mean(x)
    epsilon = chosen.get("epsilon", mpf(1e-5))
    z = normal(x, epsilon)
    spread = sqrt(mean([(x_i - middle) ** 2 for x_i in x]) + epsilon)
    gamma = chosen.get("gamma", [mpf(1)] * n)
    return [
        [gamma[i] * largest([1 if i == j else 0, mpf(1) / n, z[i] * z[j] / n]) / spread for j in range(n)]
        for i in range(n)
    ]


features = [
    [1.0, 2.0, 3.0, 4.0],
    [1.0, -1.0],
    [0.1, 0.2, 0.3],
    [5.0, 5.0],
    [2.0],
    [1e8 + 1, 1e8 + 2, 1e8 + 3],
    [1e-3, 2e-3],
    [1e150, -1e150, 3e150],
    [1e-200, 3e-200],
    seeded.reals(4, -2, 2),
    seeded.reals(5, -2, 2),
]
scaled = [
    (x, {"gamma": seeded.vector(len(x), -2, 2), "beta": seeded.vector(len(x), -1, 1)})
    for x in features[:3] + features[9:]
]
scaled += [
    (features[0], {"epsilon": 1e-3}),
    (features[6], {"epsilon": 1e-12, "gamma": [0.5, 2.0]}),
    (features[0], {"beta": [1.0, 0.0, -1.0, 0.5]}),
]
layers = [*((x,) for x in features), *scaled]
topic.formula("layerNorm", layer_norm, layers, terms=lambda x, options=None: layer_norm(x, options, largest))
small = [at for at in layers if len(at[0]) < 5]
topic.derivatives("layerNorm", layer_norm, small, {"x": 0}, {"x": layer_slope_terms})
topic.derivatives("layerNorm", layer_norm, scaled[:4], {"gamma": "gamma", "beta": "beta"})
batches = [
    ([[1.0, 2.0], [3.0, 5.0]],),
    ([[1.0], [2.0], [4.0]],),
    ([[3.0, 1.0]],),
    ([[2.0], [2.0]],),
    ([[1e8 + 1], [1e8 + 2], [1e8 + 3]],),
    (seeded.matrix(3, 2, -2, 2), {"gamma": [0.5, -1.5], "beta": [0.25, 1.0]}),
    ([seeded.reals(2, -2, 2) for _ in range(4)],),
    (seeded.matrix(2, 3, -2, 2), {"epsilon": 1e-3}),
    ([seeded.reals(2, -2, 2) for _ in range(3)], {"gamma": [2.0, 0.1]}),
    ([[0.1], [0.2], [0.3]],),
]
topic.formula("batchNorm", batch_norm, batches, terms=lambda x, options=None: batch_norm(x, options, largest))


def rms_norm(x, options=None):
    chosen = options or {}
    size = sqrt(mean([x_i * x_i for x_i in x]) + chosen.get("epsilon", mpf(1e-6)))
    return [g * x_i / size for g, x_i in zip(chosen.get("gamma", [mpf(1)] * len(x)), x, strict=True)]


def rms_slope_terms(x, options=None):
    chosen, n = options or {}, len(x)
    size = sqrt(mean([x_i * x_i for x_i in x]) + chosen.get("epsilon", mpf(1e-6)))
    gamma = chosen.get("gamma", [mpf(1)] * n)
    return [
        [gamma[i] * largest([1 if i == j else 0, x[i] * x[j] / (n * size**2)]) / size for j in range(n)]
        for i in range(n)
    ]


plain = (
    [(x,) for x in features]
    + [(x, {"gamma": options["gamma"]}) for x, options in scaled[:4]]
    + [(features[0], {"epsilon": 1e-3})]
)
topic.formula("rmsNorm", rms_norm, plain)
topic.derivatives("rmsNorm", rms_norm, [at for at in plain if len(at[0]) < 5], {"x": 0}, {"x": rms_slope_terms})
topic.derivatives("rmsNorm", rms_norm, [at for at in plain if len(at) > 1], {"gamma": "gamma"})
topic.bounds(
    "dropoutMask",
    lambda length, options: {"shape": [length], "among": [mpf(0), 1 / (1 - mpf(options.get("rate", 0.5)))]},
    [(5, {"seed": 1}), (8, {"rate": 0.25, "seed": 2}), (3, {"rate": 0.1, "seed": 3}), (1, {"rate": 0.9, "seed": 4})],
)
topic.formula("dropoutMask", lambda length, options: [mpf(1)] * length, [(4, {"rate": 0.0, "seed": 5})])


def attention(queries, keys, values, options=None, collect=total):
    result = []
    for i, q in enumerate(queries):
        last = i if (options or {}).get("causal") else len(keys) - 1
        powers = [exp(total(a * b for a, b in zip(q, k, strict=True)) / mp.sqrt(len(q))) for k in keys[: last + 1]]
        whole = total(powers)
        result.append(
            [collect([w / whole * v[c] for w, v in zip(powers, values, strict=False)]) for c in range(len(values[0]))]
        )
    return result


identity = [[1.0, 0.0], [0.0, 1.0]]
queries = [
    ([[1.0, 0.0]], identity, identity),
    ([[1.0, 2.0], [0.5, -1.0]], [[1.0, 1.0], [0.0, 2.0]], [[1.0], [3.0]]),
    ([[0.0, 0.0]], identity, [[1.0, 2.0], [3.0, 5.0]]),
    ([[2.0]], [[1.5]], [[0.1, 0.2]]),
    ([[30.0, 1.0]], [[10.0, 0.0], [0.0, 1.0]], identity),
    ([[1e4, 0.0]], [[1.0, 0.0], [-1.0, 0.0]], identity),
    *(
        (
            [seeded.reals(3, -2, 2) for _ in range(3)],
            [seeded.reals(3, -2, 2) for _ in range(3)],
            seeded.matrix(3, 2, -2, 2),
            {"causal": causal},
        )
        for causal in (True, False)
    ),
    (identity, identity, [[1.0, -1.0], [2.0, 0.5]], {"causal": True}),
    ([seeded.reals(2, -4, 4)], [seeded.reals(2, -4, 4) for _ in range(5)], [seeded.reals(1, -2, 2) for _ in range(5)]),
]
topic.formula(
    "scaledDotProductAttention",
    attention,
    queries,
    terms=lambda q, k, v, options=None: attention(q, k, v, options, largest),
)


def positions(length, width):
    def entry(p, i):
        angle = p / mp.power(10000, mpf(2 * (i // 2)) / width)
        return sin(angle) if i % 2 == 0 else cos(angle)

    return [[entry(p, i) for i in range(width)] for p in range(length)]


topic.formula("positionalEncoding", positions, [(2, 4), (1, 2), (3, 1), (4, 6), (3, 5)])
table = [[0.1, 0.2], [0.3, -0.4], [5e-324, 1e308]]
topic.formula(
    "embedding",
    lambda indices, rows: [list(rows[i]) for i in indices],
    [([0, 2, 1, 2], table), ([1], table), ([0], [[7.0]])],
)
topic.formula(
    "oneHot", lambda index, size: [int(i == index) for i in range(size)], [(0, 1), (0, 3), (2, 3), (1, 2), (4, 7)]
)


def pre_activation(x, h, options, bias="bias"):
    """xW + hU + b, as one row."""
    w, u = options["inputWeights"], options["recurrentWeights"]
    return [
        total([*(a * row[k] for a, row in zip(x, w, strict=True)), *(a * row[k] for a, row in zip(h, u, strict=True))])
        + b
        for k, b in enumerate(options[bias])
    ]


def rnn(x, h, options):
    return [tanh(a) for a in pre_activation(x, h, options)]


def gates(values, count):
    size = len(values) // count
    return [values[i * size : (i + 1) * size] for i in range(count)]


def lstm(x, state, options):
    i, f, g, o = gates(pre_activation(x, state["h"], options), 4)
    c = [sigmoid(f_k) * c_k + sigmoid(i_k) * tanh(g_k) for i_k, f_k, g_k, c_k in zip(i, f, g, state["c"], strict=True)]
    return {"h": [sigmoid(o_k) * tanh(c_k) for o_k, c_k in zip(o, c, strict=True)], "c": c}


def lstm_terms(x, state, options):
    i, f, g, o = gates(pre_activation(x, state["h"], options), 4)
    after = lstm(x, state, options)
    c = [
        largest([sigmoid(f_k) * c_k, sigmoid(i_k) * tanh(g_k)])
        for i_k, f_k, g_k, c_k in zip(i, f, g, state["c"], strict=True)
    ]
    return {
        "h": [sigmoid(o_k) / mp.cosh(c_k) ** 2 * term for o_k, c_k, term in zip(o, after["c"], c, strict=True)],
        "c": c,
    }


def times(x, weights):
    return [total(a * row[k] for a, row in zip(x, weights, strict=True)) for k in range(len(weights[0]))]


def gru_parts(x, h, options):
    left = [a + b for a, b in zip(times(x, options["inputWeights"]), options["inputBias"], strict=True)]
    right = [a + b for a, b in zip(times(h, options["recurrentWeights"]), options["recurrentBias"], strict=True)]
    (r_x, z_x, n_x), (r_h, z_h, n_h) = gates(left, 3), gates(right, 3)
    for k, h_k in enumerate(h):
        r, z = sigmoid(r_x[k] + r_h[k]), sigmoid(z_x[k] + z_h[k])
        n = tanh(n_x[k] + r * n_h[k])
        yield (1 - z) * n, z * h_k


def gru(x, h, options):
    return [a + b for a, b in gru_parts(x, h, options)]


def gru_terms(x, h, options):
    return [largest(parts) for parts in gru_parts(x, h, options)]


def gru_slope_terms(variable):
    """Row k, column j: what the derivative of unit k by entry j adds up, gate by gate."""

    def terms(x, h, options):
        units = len(h)
        weights = options["inputWeights" if variable == "x" else "recurrentWeights"]
        left = [a + b for a, b in zip(times(x, options["inputWeights"]), options["inputBias"], strict=True)]
        right = [a + b for a, b in zip(times(h, options["recurrentWeights"]), options["recurrentBias"], strict=True)]

        def entry(k, j):
            by_reset, by_update, by_new = (weights[j][gate * units + k] for gate in range(3))
            r, z = sigmoid(left[k] + right[k]), sigmoid(left[units + k] + right[units + k])
            n = tanh(left[2 * units + k] + r * right[2 * units + k])
            steep = (1 - z) * (1 - n * n)
            kept = z if variable == "h" and j == k else 0
            through_new = by_new if variable == "x" else r * by_new
            through_reset = r * (1 - r) * by_reset * right[2 * units + k]
            return largest(
                [
                    z * (1 - z) * by_update * n,
                    z * (1 - z) * by_update * h[k],
                    kept,
                    steep * through_new,
                    steep * through_reset,
                ]
            )

        return [[entry(k, j) for j in range(len(weights))] for k in range(units)]

    return terms


def cells(width, *biases):
    for inputs, units in ((1, 1), (2, 1), (1, 2), (2, 2)):
        for whole in (True, False):
            numbers = seeded.vector if whole else seeded.reals
            options = {
                "inputWeights": [numbers(width * units, -1, 1) for _ in range(inputs)],
                "recurrentWeights": [numbers(width * units, -1, 1) for _ in range(units)],
            }
            options |= {bias: numbers(width * units, -0.5, 0.5) for bias in biases}
            yield numbers(inputs, -2, 2), numbers(units, -1, 1), numbers(units, -1, 1), options


topic.formula("rnnCell", rnn, [(x, h, options) for x, h, _, options in cells(1, "bias")], by={"x": 0, "h": 1})
topic.formula(
    "lstmCell", lstm, [(x, {"h": h, "c": c}, options) for x, h, c, options in cells(4, "bias")], terms=lstm_terms
)
topic.formula(
    "gruCell",
    gru,
    [(x, h, options) for x, h, _, options in cells(3, "inputBias", "recurrentBias")],
    terms=gru_terms,
    by={"x": 0, "h": 1},
    by_terms={"x": gru_slope_terms("x"), "h": gru_slope_terms("h")},
)
