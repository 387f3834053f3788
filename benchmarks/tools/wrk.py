"""wrk, and what it says."""

import re
import subprocess
from dataclasses import dataclass

from tools import packages


@dataclass
class Round:
    """One run; the time in milliseconds."""

    per_second: float
    failed: int
    p99: float


UNITS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}


def run(url, seconds, clients, header):
    """Runs closed-loop keep-alive clients on one thread, for as long as asked."""
    command = [packages.wrk(), "-t1", f"-c{clients}", f"-d{seconds}s", "--latency"]
    for name, value in header.items():
        command += ["-H", f"{name}: {value}"]
    ended = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    return parsed(ended.stdout)


def parsed(said):
    """What it printed; no answer in time is a failure, as is an answer that is no 2xx or 3xx."""
    time = re.search(r"\n\s+99%\s+([\d.]+)(us|ms|s|m)\n", said)
    failed = sum(int(each) for each in re.findall(r"(?:connect|read|write|timeout) (\d+)", said))
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Round(
        per_second=float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)),
        failed=failed + (int(refused.group(1)) if refused else 0),
        p99=float(time.group(1)) * UNITS[time.group(2)],
    )
