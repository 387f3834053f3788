"""ApacheBench, and what it says."""

import re
import subprocess
from dataclasses import dataclass

from tools import packages


@dataclass
class Round:
    """One run; times in milliseconds, from the first byte sent to the last received."""

    per_second: float
    failed: int
    complete: int
    kept_alive: int
    p50: int
    p99: int
    longest: int


def run(url, requests, clients, timeout=30, header=None):
    """
    Runs closed-loop keep-alive clients. Whatever ab itself counts as failed counts, and so does an
    answer that is no 2xx; an ab that gives up makes all that is left fail.
    """
    command = [packages.ab(), "-k", "-q", "-n", requests, "-c", clients, "-s", timeout]
    for name, value in (header or {}).items():
        command += ["-H", f"{name}: {value}"]
    command.append(url)
    ended = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    said = ended.stdout
    complete = int(_figure(said, r"Complete requests:\s+(\d+)"))
    if ended.returncode != 0:
        print(ended.stderr.strip())
    failed = int(_figure(said, r"Failed requests:\s+(\d+)"))
    failed += int(_figure(said, r"Non-2xx responses:\s+(\d+)"))
    return Round(
        per_second=_figure(said, r"Requests per second:\s+([\d.]+)"),
        failed=failed + max(0, requests - complete),
        complete=complete,
        kept_alive=int(_figure(said, r"Keep-Alive requests:\s+(\d+)")),
        p50=int(_figure(said, r"\n\s+50%\s+(\d+)")),
        p99=int(_figure(said, r"\n\s+99%\s+(\d+)")),
        longest=int(_figure(said, r"\n\s+100%\s+(\d+)")),
    )


def _figure(text, pattern):
    found = re.search(pattern, text)
    return float(found.group(1)) if found else 0.0
