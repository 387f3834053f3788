"""autocannon, and what it says: requests at a constant rate."""

import json
import subprocess
from dataclasses import dataclass

from tools import packages


@dataclass
class Round:
    """One run; times in milliseconds, from when a request was due."""

    per_second: float
    failed: int
    p50: float
    p99: float


def run(url, rate, seconds, clients):
    """
    Makes requests on kept connections.

    rate: requests a second, however long the answers take.
    """
    node = packages.tool("node", "nodejs")
    command = [node, packages.autocannon(), "--json", "--no-progress", "-c", clients]
    command += ["-R", rate, "-d", seconds, url]
    words = [str(word) for word in command]
    return parsed(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def parsed(said):
    """What it printed; no answer in time is a failure, as is an answer that is no 2xx."""
    found = json.loads(said)
    return Round(
        per_second=found["requests"]["average"],
        failed=found["errors"] + found["non2xx"],
        p50=found["latency"]["p50"],
        p99=found["latency"]["p99"],
    )
