"""The same load test by `switchboard load`, ab and wrk, in turn."""

import json
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from tools import ab, report, wrk
from tools.processes import Processes
from tools.switchboard import COMMAND, Launched, token

TITLE = "Load tests beside ab and wrk"
NAMES = {"load": "`switchboard load`", "ab": "`ab -k`", "wrk": "`wrk -t1`"}
PATH = "/api/messages?room=load-test&limit=20"
REPLICAS = 3
WITHIN = 0.1


def run(options):
    requests, clients, seconds, rounds = (
        (1_000, 20, 1, 2) if options.quick else (20_000, 50, 4, 7)
    )
    with Processes() as processes, Launched(processes, REPLICAS) as launched:
        url = launched.gateway + PATH
        header = token(launched.gateway)
        ways = {
            "load": lambda: _load(requests, clients),
            "ab": lambda: ab.run(url, requests, clients, header=header),
            "wrk": lambda: wrk.run(url, seconds, clients, header),
        }
        # The JVM's compilers go on for long, the replicas' and the simulator's.
        ab.run(url, 10 * requests, clients, timeout=120, header=header)
        _load(10 * requests, clients)
        results = {name: [] for name in ways}
        for number in range(rounds):
            print(f"generators: round {number + 1} of {rounds}", flush=True)
            for name, way in ways.items():
                results[name].append(way())
    report.section(TITLE, _body(results, requests, clients, seconds), options.keep)


def _load(requests, clients):
    """A test of the running system by our command, as the other two say it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "load.json")
        command = [COMMAND, "load", "--requests", requests, "--concurrency", clients]
        command += ["--path", PATH, "--json", file]
        ended = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if not file.exists():
            raise SystemExit(f"switchboard load failed:\n{ended.stdout}{ended.stderr}")
        said = json.loads(file.read_text())
    return wrk.Round(said["requestsPerSecond"], said["failed"], said["latencyMillis"]["p99"])


def _body(results, requests, clients, seconds):
    middle = {name: median(each.per_second for each in of) for name, of in results.items()}
    rows = [
        [
            NAMES[name],
            f"{min(each.per_second for each in of):,.0f}",
            f"{middle[name]:,.0f}",
            f"{max(each.per_second for each in of):,.0f}",
            f"{middle[name] / middle['ab']:.2f} ×",
            f"{median(each.p99 for each in of):.0f} ms",
            sum(each.failed for each in of),
        ]
        for name, of in results.items()
    ]
    judged = [
        report.judged(
            f"Median of `switchboard load`, of {NAMES[rival]}",
            middle["load"] / middle[rival],
            "{:.2f} ×",
            f"{1 - WITHIN:.1f} to {1 + WITHIN:.1f} ×",
            lambda ratio: abs(ratio - 1) <= WITHIN,
        )
        for rival in ("ab", "wrk")
    ]
    what = (
        f"`GET {PATH}` with a session's token at the own gateway of {REPLICAS} replicas,"
        f" {clients} keep-alive connections, {len(results['ab'])} rounds in turn after a warm-up:"
        f" {requests:,} requests, and {seconds} s of wrk. p99 is the median of the rounds'."
    )
    header = ["", "lowest, requests/s", "median", "highest", "of ab", "p99", "failed"]
    return "\n\n".join(
        [
            what,
            report.table(header, rows),
            report.table(["what", "measured", "wanted", "met"], judged),
        ]
    )
