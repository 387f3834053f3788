"""Tables on the terminal and in the README."""

import os
import platform
import re
import subprocess
from datetime import datetime, timezone

from tools.places import PROJECT, RESULTS

BEGIN = "<!-- benchmarks/run writes from here -->\n"
END = "<!-- to here -->\n"


def table(header, rows):
    """A Markdown table; every cell as text."""
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join("---" for _ in header) + " |"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def judged(what, value, text, target, met):
    """A row of what was measured, its target, and whether that was met; no value is no yes."""
    if value is None:
        return [what, "–", target, "not measured"]
    return [what, text.format(value), target, "yes" if met(value) else "**no**"]


def zero(what, count, of=None):
    """A judged row of something of which there shall be none."""
    text = "{:,}" + (f" of {of:,}" if of is not None else "")
    return judged(what, count, text, "0", lambda value: value == 0)


def section(title, body, keep=True):
    """Prints a part's result, and puts it in the place of its last one in the README."""
    text = f"### {title}\n\n{_origin()}\n\n{body}\n"
    print("\n" + text, flush=True)
    if keep:
        before, begin, rest = RESULTS.read_text().partition(BEGIN)
        old, end, after = rest.partition(END)
        if not end:
            raise SystemExit(f"{RESULTS} has no longer the two marks {BEGIN.strip()} {END.strip()}")
        sections = [each.strip() for each in re.split(r"(?m)^(?=### )", old) if each.strip()]
        titles = [each.splitlines()[0] for each in sections]
        if "### " + title in titles:
            sections[titles.index("### " + title)] = text.strip()
        else:
            sections.append(text.strip())
        new = "\n" + "\n\n".join(sections) + "\n\n"
        RESULTS.write_text(before + begin + new + end + after)


def _origin():
    now = datetime.now(timezone.utc)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Commit {_commit()}, {now:%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores, {memory:.0f} GiB,"
        f" {platform.system()} {platform.release().split('-')[0]}."
    )


def _commit():
    def git(*arguments):
        return subprocess.run(
            ["git", "-C", PROJECT, *arguments], capture_output=True, text=True
        ).stdout.strip()

    # What is measured changes nothing in what was measured.
    changed = git("status", "--porcelain", "--", ".", ":!benchmarks", ":!*.md")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")
