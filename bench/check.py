"""What Python's readers of LaTeX make of formulas: a list of them as JSON on standard input, and on standard output for each
reader its values (null where it gives none) and the seconds that it took. Needs sympy 1.14, antlr4-python3-runtime 4.11 (which is
what it reads with), lark, and latex2sympy2_extended. npm run bench -- check calls it."""

import json
import os
import sys
import time

from latex2sympy2_extended import latex2sympy
from sympy.parsing.latex import parse_latex

readers = {
    "SymPy parse_latex (ANTLR)": parse_latex,
    "SymPy parse_latex (Lark)": lambda text: parse_latex(text, backend="lark"),
    "latex2sympy2_extended": latex2sympy,
}


def value_of(read, text):
    try:
        value = complex(read(text).doit().evalf(25))
        return value.real if abs(value.imag) < 1e-20 else None
    except Exception:  # Whatever a reader does with what it does not know.
        return None


def main():
    formulas = json.load(sys.stdin)
    out = os.dup(1)
    os.dup2(2, 1)  # Some readers print.
    answers = {}
    for name, read in readers.items():
        if value_of(read, "1 + 1") != 2:
            sys.exit(f"{name} does not work here: is the version of antlr4-python3-runtime the one that it asks for?")
        before = time.perf_counter()
        values = [value_of(read, text) for text in formulas]
        answers[name] = {"values": values, "seconds": time.perf_counter() - before}
    os.write(out, json.dumps(answers).encode())


main()
