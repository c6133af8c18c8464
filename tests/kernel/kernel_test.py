"""What any Jupyter kernel is tested with, by jupyter_kernel_test: every sample is supplied, so that nothing is skipped.

Run by kernel-test.test.ts, which tells Jupyter where the kernel is.
"""

import unittest

import jupyter_kernel_test


class Workings(jupyter_kernel_test.KernelTests):
    kernel_name = "workings-under-test"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    code_generate_error = "throw new Error('on purpose')"
    code_page_something = "Math.sqrt?"
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "console.clear()"

    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((x) => x ** 2)", "result": "[ 1, 4, 9 ]"},
        {"code": "'<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>'", "mime": "image/svg+xml"},
    ]
    code_display_data = [
        {"code": "import { display } from 'workings'; display('shown')", "mime": "text/plain"},
        {
            "code": "display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/markdown': '**bold**' }) })",
            "mime": "text/markdown",
        },
    ]

    completion_samples = [
        {"text": "Math.sqr", "matches": {"sqrt"}},
        {"text": "const counted = [1]; counted.flatM", "matches": {"flatMap"}},
    ]
    complete_code_samples = ["1", "const x: number = 5", "function f() {\n  return 1\n}\n", "f(1)?.toFixed()"]
    incomplete_code_samples = ["function f() {", "[1, 2", "const text = `open", "1 +"]
    invalid_code_samples = ["let x = ;", "}", "import from 'x'"]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 + 2*"


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "workings-under-test"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
