"""What the window itself takes, with ten replicas on its charts."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tools import report
from tools.places import CACHE
from tools.processes import Processes, wait_until
from tools.switchboard import COMMAND

TITLE = "The window"
REPLICAS = 10
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
MIB_PER_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
TOOLS = ("Xvfb", "xdotool")
# As JavaFX's pulse logger writes a pulse that draws: how long until it is painted, and what its own
# thread does last in it, when it leaves the rest to the thread that paints.
PULSE = re.compile(r"PULSE: \d+ \[\d+ms:(\d+)ms]")
HANDED_OVER = re.compile(r"\((\d+) \+(\d+)ms\): Copy state to render graph")


def run(options):
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"The part window needs {' and '.join(missing)}; install them")
    seconds = 10 if options.quick else 60
    with Processes() as processes, tempfile.TemporaryDirectory() as home:
        display = _display(processes)
        environment = {
            **os.environ,
            "DISPLAY": display,
            "XDG_CONFIG_HOME": home,
            "JDK_JAVA_OPTIONS": "-Djavafx.pulseLogger=true -Dprism.order=sw",
        }
        console = processes.start("console", [COMMAND], environment)
        wait_until("the window opened", lambda: _is_open(environment), processes=[console])
        _keys(environment, "sleep", "2", "key", "ctrl+l")
        wait_until("three replicas run", lambda: _replicas(console) == 3, processes=[console])
        _keys(environment, "sleep", "5", "key", "ctrl+k", "sleep", "1", "type", f"scale {REPLICAS}")
        _keys(environment, "sleep", "1", "key", "Return")
        wait_until("all replicas run", lambda: _replicas(console) == REPLICAS, processes=[console])
        time.sleep(5 if options.quick else 60)
        found = _measure(console, seconds)
    what = (
        f"The cockpit at 1440 × 900 with six charts, {REPLICAS} replicas and 200 users, drawn in software,"
        f" over {seconds} s. A pulse is what JavaFX does at once to bring changes to the screen."
    )
    rows = [
        report.judged(
            "CPU of the console", found["cpu"], "{:.1f} % of a core", "< 15 %", lambda v: v < 15
        ),
        ["of it, the JavaFX thread", f"{found['fx']:.1f} %", "", ""],
        report.judged(
            "Memory of the console", found["memory"], "{:.0f} MiB", "< 350 MiB", lambda v: v < 350
        ),
        report.judged(
            "The JavaFX thread's part of a pulse, p99",
            found["own"],
            "{:.0f} ms",
            "≤ 16 ms",
            lambda v: v <= 16,
        ),
        ["The whole pulse with its painting, p99", f"{found['pulse']:.0f} ms", "", ""],
    ]
    body = what + "\n\n" + report.table(["what", "measured", "wanted", "met"], rows)
    report.section(TITLE, body, options.keep)


def _display(processes):
    """A virtual screen that the server chooses the number of."""
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    processes.start("Xvfb", command, inherited=[writing])
    os.close(writing)
    with os.fdopen(reading) as answer:
        return ":" + answer.readline().strip()


def _keys(environment, *words):
    subprocess.run(["xdotool", *words], env=environment, check=True)


def _is_open(environment):
    search = ["xdotool", "search", "--name", "^Switchboard$"]
    return subprocess.run(search, env=environment, capture_output=True).returncode == 0


def _replicas(console):
    found = ["pgrep", "-f", "switchboard[.]chat[.]Main", "-P", str(console.pid)]
    return len(subprocess.run(found, capture_output=True, text=True).stdout.split())


def _measure(console, seconds):
    log = CACHE / "console.log"
    skipped = log.stat().st_size
    before = _ticks(console.pid)
    time.sleep(seconds)
    after = _ticks(console.pid)
    used = {thread: ticks - before.get(thread, (0, 0))[1] for thread, (_, ticks) in after.items()}
    with log.open(encoding="utf-8", errors="replace") as lines:
        lines.seek(skipped)
        text = lines.read()
    pulses = [int(millis) for millis in PULSE.findall(text)]
    own = [int(start) + int(length) for start, length in HANDED_OVER.findall(text)]
    if not pulses or not own:
        raise SystemExit(f"The console drew nothing; see {log}")
    fx = sum(used[thread] for thread, (name, _) in after.items() if name.startswith("JavaFX"))
    pages = int(Path(f"/proc/{console.pid}/statm").read_text(encoding="ascii").split()[1])
    return {
        "cpu": sum(used.values()) * 100 / TICKS_PER_SECOND / seconds,
        "fx": fx * 100 / TICKS_PER_SECOND / seconds,
        "memory": pages * MIB_PER_PAGE,
        "pulse": _p99(pulses),
        "own": _p99(own),
    }


def _p99(values):
    return sorted(values)[len(values) * 99 // 100]


def _ticks(pid):
    """Name and CPU time of each thread."""
    threads = {}
    for folder in Path(f"/proc/{pid}/task").iterdir():
        try:
            name, fields = (folder / "stat").read_text(encoding="utf-8").split(" (", 1)[1].rsplit(") ", 1)
        except FileNotFoundError:
            continue
        user, system = fields.split()[11:13]
        threads[folder.name] = (name, int(user) + int(system))
    return threads
