"""Processes that end with the benchmark, each by its own id, and the ports they listen on."""

import signal
import socket
import subprocess
import time
from contextlib import closing

from tools.places import CACHE

END_WITHIN = 30


class Processes:
    """A context in which processes live; they end in reverse order when it is left."""

    def __init__(self):
        self._all = []

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        for process in reversed(self._all):
            stop(process)

    def start(self, name, command, environment=None, inherited=()):
        """Starts a process whose output goes to a file of its name in the cache folder."""
        CACHE.mkdir(exist_ok=True)
        with open(CACHE / f"{name}.log", "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=inherited,
            )
        process.name = name
        self._all.append(process)
        return process


def stop(process):
    """Ends a process that this benchmark started, and waits for its end."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(what, condition, timeout=60, processes=()):
    """Waits for a condition; fails when time runs out or one of the processes ends."""
    deadline = time.monotonic() + timeout
    while not condition():
        for process in processes:
            if process.poll() is not None:
                raise SystemExit(
                    f"{process.name} ended with {process.returncode} before {what}; see"
                    f" {CACHE / process.name}.log"
                )
        if time.monotonic() > deadline:
            raise SystemExit(f"Gave up after {timeout} s: {what}")
        time.sleep(0.05)
