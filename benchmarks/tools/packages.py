"""What the benchmark needs from elsewhere: Debian packages as root, Express from npm."""

import os
import shutil
import subprocess
import sys

from tools.places import CACHE

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


def python_with_flask():
    candidates = [sys.executable, "/usr/bin/python3"]
    for install in (False, True):
        if install:
            _install("python3-flask")
        for python in candidates:
            has = subprocess.run([python, "-W", "ignore", "-c", "import flask"], capture_output=True)
            if has.returncode == 0:
                return python
    raise SystemExit("Flask is missing: install it (Debian: apt-get install python3-flask)")


def node_modules():
    """A folder of modules with Express in it."""
    folder = CACHE / "express"
    modules = folder / "node_modules"
    if not (modules / "express").is_dir():
        print("Fetching Express ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        npm = tool("npm", "npm")
        subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "express@5"],
            check=True,
        )
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
