"""How soon a replica serves after its process was started."""

import time
from statistics import median

from tools import quota, report, web
from tools.processes import Processes, stop
from tools.switchboard import BACKEND, Launched

TITLE = "Start of a replica"
LONGEST = 60
LOOK_EVERY = 0.002


def run(options):
    times = 3 if options.quick else 10
    rows = []
    notes = []
    with Processes() as processes, Launched(processes) as launched:
        rows += _rows("", 500, [_start(processes, launched, []) for _ in range(times)])
        try:
            with quota.cores(0.5) as limited:
                half = [_start(processes, launched, limited) for _ in range(times)]
            rows += _rows(" at half a core", 1_600, half)
        except quota.Unavailable as reason:
            notes.append(f"At half a core: skipped, {reason}.")
        cached = any("-XX:AOTCache=" in word for word in launched.parts(BACKEND)[0].command)
    notes.append(
        f"Median of {times} starts, fastest and slowest in brackets;"
        f" {'with' if cached else '**without**'} the AOT cache that the build made; flags as launched."
    )
    body = report.table(["what", "measured", "wanted", "met"], rows) + "\n\n" + " ".join(notes)
    report.section(TITLE, body, options.keep)


def _start(processes, launched, prefix):
    """Milliseconds to the first 200 on /health/ready, and to the first session."""
    part = launched.backend_copy("started")
    begun = time.monotonic()
    process = processes.start("started", prefix + part.command, part.environment)
    try:
        ready = _first(200, "GET", part.management + "/health/ready", process) - begun
        chat = f"http://127.0.0.1:{part.environment['PORT']}/api/session"
        session = _first(201, "POST", chat, process, body={"name": "first"}) - begun
    finally:
        stop(process)
    return ready * 1000, session * 1000


def _first(status, method, url, process, **options):
    """When the first such answer was there."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if web.call(method, url, **options)[0] == status:
                return time.monotonic()
        except OSError:
            pass
        time.sleep(LOOK_EVERY)
    raise SystemExit(f"{method} {url} was not answered with {status}")


def _rows(where, limit, measured):
    ready, session = zip(*measured)
    return [
        report.judged(
            "Ready" + where,
            median(ready),
            "{:,.0f} ms " + _range(ready),
            f"{limit:,} ms",
            lambda millis: millis <= limit,
        ),
        ["First session" + where, f"{median(session):,.0f} ms {_range(session)}", "", ""],
    ]


def _range(values):
    return f"({min(values):,.0f} to {max(values):,.0f})"
