"""A limit of CPU for a process, by a control group of its own; of either version, as root."""

import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PERIOD_MICROS = 100_000
NAME = "switchboard-benchmark"


class Unavailable(Exception):
    """Why there is no such limit here."""


@contextmanager
def cores(share):
    """What to put before a command so that it gets no more than this many cores."""
    group = _make(share)
    try:
        yield ["sh", "-c", f'echo $$ > "{group}/cgroup.procs" && exec "$@"', "limited"]
    finally:
        _remove(group)


def _make(share):
    quota = round(share * PERIOD_MICROS)
    second = (ROOT / "cgroup.controllers").exists()
    group = (ROOT if second else ROOT / "cpu") / NAME
    try:
        if second:
            (ROOT / "cgroup.subtree_control").write_text("+cpu")
            group.mkdir(exist_ok=True)
            (group / "cpu.max").write_text(f"{quota} {PERIOD_MICROS}")
        else:
            group.mkdir(exist_ok=True)
            (group / "cpu.cfs_period_us").write_text(str(PERIOD_MICROS))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
    except OSError as failure:
        raise Unavailable(f"the control groups in {ROOT} cannot be changed: {failure}") from failure
    return group


def _remove(group):
    for pid in (group / "cgroup.procs").read_text().split():
        os.kill(int(pid), signal.SIGKILL)
    for _ in range(100):
        try:
            group.rmdir()
            return
        except OSError:
            time.sleep(0.05)
