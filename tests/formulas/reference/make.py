"""Makes the reference tables TOPIC.json beside this file: what each formula and its derivatives are, by mpmath.

Nothing here looks at the library: the formulas are written again from their mathematics, and derivatives are found by
dual numbers. Each number is worked out with 700 and with 1400 digits, which must agree to 40, and is written with 25.
Arguments are doubles, written so that they read back exactly. The same script gives the same files:

    pip install mpmath==1.3.0
    python tests/formulas/reference/make.py            writes the tables
    python tests/formulas/reference/make.py --check    says which tables are stale, and ends with 1 if any is
"""

import importlib
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent


def main(arguments):
    check = "--check" in arguments
    names = [name for name in arguments if not name.startswith("-")]
    topics = sorted(path.stem for path in (FOLDER / "topics").glob("*.py"))
    stale = []
    for name in names or topics:
        made = importlib.import_module(f"topics.{name.replace('-', '_')}").topic.json()
        path = FOLDER / f"{name.replace('_', '-')}.json"
        if check:
            if not path.exists() or path.read_text(encoding="utf8") != made:
                stale.append(path.name)
        else:
            path.write_text(made, encoding="utf8")
    for file in stale:
        print(f"{file} is stale: run python tests/formulas/reference/make.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
