"""Starts the kernel of a name as JupyterLab would on the lessons, has it compute 1+1, and prints what it answers."""

import sys
from pathlib import Path

from jupyter_client.manager import start_new_kernel

SECONDS = 60

answers = []


def keep(message):
    kind, content = message["msg_type"], message["content"]
    if kind == "execute_result":
        answers.append(content["data"]["text/plain"])
    elif kind == "display_data":
        answers.append(content["data"].get("text/plain", ""))
    elif kind == "error":
        answers.append(f"{content['ename']}: {content['evalue']}")
    elif kind == "stream":
        answers.append(content["text"])


manager, client = start_new_kernel(
    kernel_name=sys.argv[1], startup_timeout=SECONDS, cwd=str(Path(__file__).parents[1] / "notebooks")
)
try:
    client.execute_interactive("1+1", output_hook=keep, timeout=SECONDS)
finally:
    client.stop_channels()
    manager.shutdown_kernel()
print("".join(answers).strip())
