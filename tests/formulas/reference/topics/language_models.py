"""What large language models cost."""

from mpmath import mpf

from rows import Topic

topic = Topic()
GPT2 = [(12, 768), (24, 1024), (36, 1280), (48, 1600)]


def gpt_parameters(size):
    """Counted layer by layer: embeddings, then in each block two normalisations, attention and feed-forward."""
    d, count = size["width"], 0
    count += size["vocabulary"] * d + size["context"] * d
    for _ in range(size["layers"]):
        normalisations = 2 * (d + d)
        attention = (d * 3 * d + 3 * d) + (d * d + d)
        feed_forward = (d * 4 * d + 4 * d) + (4 * d * d + d)
        count += normalisations + attention + feed_forward
    return count + (d + d)


def bert_parameters(size):
    """As above with two kinds of segment, the embeddings' normalisation, none at the end, and the pooler."""
    d = size["width"]
    same = {**size, "context": size["context"] + 2}
    return gpt_parameters(same) + d * d + d


def sizes(pairs, vocabulary, context):
    return [
        ({"layers": layers, "width": width, "vocabulary": vocabulary, "context": context},) for layers, width in pairs
    ]


topic.formula(
    "transformerParameterCount",
    gpt_parameters,
    [
        *sizes(GPT2, 50257, 1024),
        *sizes([(96, 12288)], 50257, 2048),
        *sizes([(1, 1)], 1, 1),
        *sizes([(2, 8), (3, 5)], 11, 4),
    ],
)
topic.formula(
    "bertParameterCount",
    bert_parameters,
    [*sizes([(12, 768), (24, 1024)], 30522, 512), *sizes([(1, 1)], 1, 1), *sizes([(2, 8), (3, 5)], 11, 4)],
)
runs = [(174.6e9, 300e9), (1.0, 1.0), (70e9, 1.4e12), (124439808.0, 1e10), (1e6, 2e7), (175e9, 300e9), (3.0, 0.1)]
runs = [(float(n), float(d)) for n, d in runs]
topic.formula("trainingFlops", lambda n, d: 6 * n * d, runs, by={"parameters": 0, "tokens": 1})
topic.formula("trainingMemoryBytes", lambda n: 16 * n, [(n,) for n, _ in runs], by={"parameters": 0})


def cache(size):
    return 2 * size["layers"] * size["width"] * size["tokens"] * size.get("bytesPerValue", 2)


topic.formula(
    "keyValueCacheBytes",
    cache,
    [
        ({"layers": 96, "width": 12288, "tokens": 2048},),
        ({"layers": 12, "width": 768, "tokens": 1024},),
        ({"layers": 1, "width": 1, "tokens": 1},),
        ({"layers": 32, "width": 1024, "tokens": 8192, "bytesPerValue": 1},),
        ({"layers": 80, "width": 1024, "tokens": 131072, "bytesPerValue": 4},),
    ],
)
topic.formula(
    "chinchillaLoss",
    lambda n, d: mpf("1.69") + mpf("406.4") / n ** mpf("0.34") + mpf("410.7") / d ** mpf("0.28"),
    runs[:6],
    by={"parameters": 0, "tokens": 1},
)
