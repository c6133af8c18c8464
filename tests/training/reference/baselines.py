"""Writes baselines.json beside it: what scikit-learn's models answer on the irises, for tests/training/baselines.test.ts.

Run it with numpy and scikit-learn: python tests/training/reference/baselines.py
"""
import json
import pathlib
import sys

import numpy as np
import sklearn
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

x, y = load_iris(return_X_y=True)
train, test, answers, _ = train_test_split(x, y, test_size=0.2, random_state=42)


def classified(model):
    return model.fit(train, answers).predict(test).tolist()


def linear(model):
    model.fit(train[:, :3], train[:, 3])
    return {"weights": model.coef_.tolist(), "intercept": model.intercept_, "predicted": model.predict(test[:, :3]).tolist()}


def logistic(rows, labels, asked, c):
    model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-14, max_iter=1000).fit(rows, labels)
    return model.predict_proba(asked).tolist()


two = answers > 0
discriminant = LinearDiscriminantAnalysis().fit(train, answers)
table = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "majority": classified(DummyClassifier(strategy="most_frequent")),
    "nearestCentroid": classified(NearestCentroid()),
    "kNearest": {k: classified(KNeighborsClassifier(int(k))) for k in ("1", "5", "15")},
    "linearDiscriminant": discriminant.predict_proba(test).tolist(),
    "leastSquares": linear(LinearRegression()),
    "ridge": linear(Ridge(alpha=2.5, solver="cholesky")),
    "logisticRegression": logistic(train, answers, test, 1),
    "weakRidge": logistic(train, answers, test, 50),
    "twoClasses": logistic(train[two], answers[two], test, 1),
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(table) + "\n")
