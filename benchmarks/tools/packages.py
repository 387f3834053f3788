"""What the benchmark needs from elsewhere: Debian packages as root, modules from npm."""

import json
import os
import shutil
import subprocess
import sys

from tools.places import CACHE

# Of the modules from npm.
NPM_MAJOR = {"express": 5, "autocannon": 8}

PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def tool(name, package):
    """The path of a command; installs its Debian package when it is missing."""
    found = shutil.which(name, path=PATH)
    if not found:
        _install(package)
        found = shutil.which(name, path=PATH)
    if not found:
        raise SystemExit(f"{name} is missing: install it (Debian: apt-get install {package})")
    return found


def nginx():
    return tool("nginx", "nginx-light")


def ab():
    return tool("ab", "apache2-utils")


def wrk():
    return tool("wrk", "wrk")


def gunicorn():
    return tool("gunicorn", "gunicorn")


def autocannon():
    """A module of npm's: requests at a constant rate, whose delay counts from when they were due."""
    return node_modules("autocannon") / "autocannon" / "autocannon.js"


def python_with_flask():
    """Debian's, where there is one."""
    debian = "/usr/bin/python3"
    if not _has_flask(debian):
        _install("python3-flask")
    for python in (debian, sys.executable):
        if _has_flask(python):
            return python
    raise SystemExit("Flask is missing: install it (Debian: apt-get install python3-flask)")


def _has_flask(python):
    try:
        return subprocess.run([python, "-c", "import flask"], capture_output=True).returncode == 0
    except OSError:
        return False


def versions():
    """Of what is compared, in words."""
    express = _npm_version("express")
    cannon = _npm_version("autocannon")
    flask = "import importlib.metadata as m; print(m.version('flask'), m.version('werkzeug'))"
    flask, werkzeug = _say([python_with_flask(), "-c", flask]).split()
    node = _say([tool("node", "nodejs"), "--version"])
    server = _say([nginx(), "-v"]).split("/")[1].split()[0]
    workers = _say([gunicorn(), "--version"]).split()[-1].rstrip(")")
    return (
        f"Flask {flask} on Werkzeug {werkzeug} and on gunicorn {workers}, Express {express} on Node"
        f" {node.lstrip('v')}, nginx {server}, autocannon {cannon}"
    )


def _npm_version(module):
    return json.loads((node_modules(module) / module / "package.json").read_text())["version"]


def _say(command):
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return (ended.stdout or ended.stderr).strip()


def node_modules(module="express"):
    """A folder of modules with this one in it."""
    folder = CACHE / module
    modules = folder / "node_modules"
    if not (modules / module).is_dir():
        print(f"Fetching {module} ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        npm = tool("npm", "npm")
        quietly = ["--silent", "--no-audit", "--no-fund", "--prefix", folder]
        wanted = f"{module}@{NPM_MAJOR[module]}"
        subprocess.run([npm, "install", *quietly, wanted], check=True)
    return modules


def _install(package):
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL)
    # nginx would start itself as a service.
    guard = "/usr/sbin/policy-rc.d"
    guarded = not os.path.exists(guard)
    if guarded:
        with open(guard, "w", encoding="utf-8") as script:
            script.write("#!/bin/sh\nexit 101\n")
        os.chmod(guard, 0o755)
    try:
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", package],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
    finally:
        if guarded:
            os.remove(guard)
