"""Switchboard itself: whole runs of it, and a launched system to borrow parts from."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tools import web
from tools.places import CACHE, PROJECT
from tools.processes import free_port, stop, wait_until

# A message per user every 20 s in rooms of 50, reads as users usually do, as fast as the machine lets
# users join.
DEFAULT_LOAD = {"replicas": 3, "spawn_rate": 600, "messages": 3, "reads": 6, "room_size": 50}

BACKEND = "switchboard.chat.Main"
GATEWAY = "switchboard.chat.gateway.GatewayMain"
COMMAND = PROJECT / "switchboard"


def build(command=COMMAND):
    """The first start builds; that minute must not be in any measurement."""
    subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)


def built_at(commit):
    """The command of another commit, built in a worktree of its own, which is kept for next time."""
    named = _git("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    if named.returncode != 0:
        raise SystemExit(f"There is no commit {commit!r} here; expected a name that git knows")
    tree = CACHE / "commits" / named.stdout.strip()
    if not tree.exists():
        # One that was deleted is still in git's list.
        _git("worktree", "prune")
        added = _git("worktree", "add", "--detach", tree, tree.name)
        if added.returncode != 0:
            raise SystemExit(f"git worktree add failed:\n{added.stderr}")
    command = tree / COMMAND.name
    build(command)
    return command


def _git(*arguments):
    return subprocess.run(["git", "-C", PROJECT, *arguments], capture_output=True, text=True)


def token(base):
    """The header of a new session."""
    session = web.expect(201, "POST", base + "/api/session", body={"name": "benchmark"})
    return {"Authorization": "Bearer " + session["token"]}


def run(backend_flags="", kills=("none",), command=COMMAND, **options):
    """
    Launches, loads, judges and stops; the result's JSON. An option users=5 is --users 5, and
    tls=True is --tls.

    backend_flags: flags of the backends' JVMs to try instead of the usual ones.
    kills: as those of --kill.
    command: of which build; this one's by default.
    """
    environment = dict(os.environ)
    if backend_flags:
        environment["JDK_JAVA_OPTIONS"] = f'"-Dswitchboard.flags.{BACKEND}={backend_flags}"'
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "result.json")
        arguments = ["run", "--json", file]
        for kill in kills:
            arguments += ["--kill", kill]
        for name, value in options.items():
            arguments += ["--" + name.replace("_", "-")]
            arguments += [] if value is True else [str(value)]
        ended = subprocess.run(
            [command, *arguments], env=environment, capture_output=True, text=True
        )
        if not file.exists():
            raise SystemExit(f"switchboard run failed:\n{ended.stdout}{ended.stderr}")
        return json.loads(file.read_text())


@dataclass
class Part:
    """A process of a launched system: how it was started."""

    command: list
    environment: dict

    @property
    def address(self):
        return f"127.0.0.1:{self.environment['PORT']}"

    @property
    def nearest_address(self):
        """By which the system's own gateway reaches it."""
        socket = self.environment.get("SOCKET")
        return f"unix:{socket}" if socket else self.address

    def with_flags(self, *flags):
        """The same with the flags that its image has and then these, and without an AOT cache."""
        java, *_ = self.command
        class_path = self.command[self.command.index("-cp") :]
        image = f"@{PROJECT / 'chat-backend' / 'jvm-arguments'}"
        return Part([java, image, "-Xmx192m", *flags, *class_path], self.environment)

    @property
    def management(self):
        return f"http://127.0.0.1:{self.environment['MANAGEMENT_PORT']}"


class Launched:
    """
    A system without users that runs as long as the context does. Its parts are restarted with the
    command lines and the environment that the product gave them.
    """

    def __init__(self, processes, replicas=1):
        self._processes = processes
        self._replicas = replicas
        self._numbers = count(1)

    def __enter__(self):
        replicas = ["--replicas", str(self._replicas)]
        options = [*replicas, "--users", "0", "--duration", "24h", "--kill", "none"]
        self.process = self._processes.start("switchboard", [COMMAND, "run", *options])
        log = CACHE / "switchboard.log"
        wait_until(
            "the system is launched",
            lambda: "Chat at " in log.read_text(),
            timeout=300,
            processes=[self.process],
        )
        said = log.read_text().split("Chat at ")[1]
        self.gateway = said.split()[0].rstrip("/")
        return self

    def __exit__(self, *failure):
        stop(self.process)

    def parts(self, main):
        """The running processes of a main class; more than one where a part has several."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                part = self._part(folder, main)
                if part:
                    found.append(part)
        if not found:
            raise SystemExit(f"There is no process of {main} in the launched system")
        return found

    def _part(self, folder, main):
        try:
            parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]
            command = _strings(folder / "cmdline")
            if int(parent) != self.process.pid or main not in command:
                return None
            pairs = (each.partition("=") for each in _strings(folder / "environ"))
            return Part(command, {name: value for name, _, value in pairs})
        except (OSError, IndexError):
            return None

    def backend_copy(self, name, **changes):
        """How to start one more backend on the same store, on ports of its own."""
        part = self.parts(BACKEND)[0]
        own = {
            "PORT": str(free_port()),
            "MANAGEMENT_PORT": str(free_port()),
            "REPLICA_NAME": name,
        }
        if part.environment.get("SOCKET"):
            own["SOCKET"] = str(Path(part.environment["SOCKET"]).with_name(f"{name}.sock"))
        return Part(part.command, {**part.environment, **own, **changes})

    def public_backends(self, how_many, *flags):
        """
        Starts backends whose messages can be read without a token, with the JVM flags of their image
        and these.
        """
        started = []
        for _ in range(how_many):
            number = next(self._numbers)
            part = self.backend_copy(f"public-{number}", PUBLIC_READ="true").with_flags(*flags)
            process = self._processes.start(f"backend-{number}", part.command, part.environment)
            started.append((part, process))
        for part, process in started:
            ready = part.management + "/health/ready"
            wait_until("a backend is ready", lambda: web.answers(ready), processes=[process])
        return [part for part, _ in started]

    def route_to(self, backends):
        """
        Puts these backends, and no others, behind the system's own gateway, which reaches them as it
        reaches its own.
        """
        replicas = [
            {"name": part.environment["REPLICA_NAME"], "address": part.nearest_address}
            for part in backends
        ]
        for part in self.parts(GATEWAY):
            token = {"Authorization": "Bearer " + part.environment["ADMIN_TOKEN"]}
            web.expect(
                200, "PUT", part.management + "/replicas", body={"replicas": replicas}, headers=token
            )


def _strings(file):
    return [each.decode() for each in file.read_bytes().split(b"\0") if each]
