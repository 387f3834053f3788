"""Hours of the window in minutes: whether its memory grows."""

import os
import re
import subprocess

from tools import report
from tools.places import PROJECT

TITLE = "Hours of the window"
HOURS = 8
FLAGS = "-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true"
POINT = re.compile(r"^SOAK ([\d.]+) ([\d.]+) ([\d.]+)$", re.MULTILINE)
TOOK = re.compile(r"^SOAKED (\d+) s$", re.MULTILINE)
WIDTH = 40


def run(options):
    hours = 1 if options.quick else HOURS
    command = [
        "./mvnw", "-B", "-pl", "console-app", "-am", "verify",
        "-Dtest=SoakTest", "-Dsurefire.failIfNoSpecifiedTests=false",
        "-Dtest.groups=soak", "-Dtest.excludedGroups=none", "-Dtest.forks=1",
        f"-Dtest.jvmArguments={FLAGS} @{PROJECT / 'console-app/jvm-arguments'}",
    ]  # fmt: skip
    environment = {**os.environ, "SOAK_HOURS": str(hours)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    points = [tuple(map(float, point)) for point in POINT.findall(done.stdout)]
    took = TOOK.search(done.stdout)
    if not points or not took:
        raise SystemExit(f"The window was not soaked:\n{done.stdout[-4000:]}")
    what = (
        f"{hours} h of ten replicas on six charts, 30 log lines a second, and every five minutes a kill and a"
        f" scaling to two replicas and back, lived in {int(took[1])} s over a platform in memory;"
        " every ten minutes of these hours the screen changes between cockpit and logs. The heap is what"
        " is left after a collection. The test that lives them"
        f" {'passed' if done.returncode == 0 else '**failed**'}: it lets the second half need a tenth more"
        " than the first."
    )
    most = max(heap for _, heap, _ in points)
    rows = [
        [f"{hour:.1f} h", f"{heap:.0f} MiB", f"{resident:.0f} MiB", "█" * round(heap / most * WIDTH)]
        for hour, heap, resident in points
    ]
    body = what + "\n\n" + report.table(["after", "heap", "resident", ""], rows)
    report.section(TITLE, body, options.keep)
