"""Tables on the terminal, in docs/benchmarks.md and in docs/benchmarks.json."""

import json
import os
import platform
import re
import subprocess
from datetime import datetime, timezone

from tools.places import PROJECT, RESULTS, RESULTS_JSON

BEGIN = "<!-- benchmarks/run writes from here -->\n"
END = "<!-- to here -->\n"
ORIGIN = re.compile(
    r"Commit (?P<commit>.+), (?P<measured>[0-9-]+ [0-9:]+ UTC); (?P<machine>.+)\.$", re.MULTILINE
)


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
    """A judged row of something of which there must be none."""
    text = "{:,}" + (f" of {of:,}" if of is not None else "")
    return judged(what, count, text, "0", lambda value: value == 0)


def section(title, body, keep=True):
    """Prints a part's result, and replaces its last one in docs/benchmarks.md and the JSON."""
    text = f"### {title}\n\n{_origin()}\n\n{body}\n"
    print("\n" + text, flush=True)
    if keep:
        before, sections, after = split(RESULTS.read_text())
        titles = [each.splitlines()[0] for each in sections]
        if "### " + title in titles:
            sections[titles.index("### " + title)] = text.strip()
        else:
            sections.append(text.strip())
        RESULTS.write_text(before + "\n" + "\n\n".join(sections) + "\n\n" + after)
        RESULTS_JSON.write_text(to_json(sections))


def split(document):
    """What stands up to the first mark, the sections between the marks, and what follows them."""
    before, begin, rest = document.partition(BEGIN)
    between, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{RESULTS} lacks the marks {BEGIN.strip()} and {END.strip()}")
    sections = [each.strip() for each in re.split(r"(?m)^(?=### )", between) if each.strip()]
    return before + begin, sections, end + after


def to_json(sections):
    """The same sections for programs: the cells are the text of the tables."""
    results = [_section(each) for each in sections]
    return json.dumps({"results": results}, indent=2, ensure_ascii=False) + "\n"


def _section(text):
    title, _, body = text.partition("\n")
    origin = ORIGIN.search(body)
    tables = []
    heading = None
    for line in body.splitlines():
        if line.startswith("#### "):
            heading = line.removeprefix("#### ")
        elif line.startswith("| "):
            cells = [cell.strip().replace("**", "") for cell in line[1:-1].split("|")]
            if not tables or tables[-1]["closed"]:
                tables.append({"heading": heading, "columns": cells, "rows": [], "closed": False})
            elif set(cells) != {"---"}:
                tables[-1]["rows"].append(cells)
        elif tables:
            tables[-1]["closed"] = True
    for each in tables:
        del each["closed"]
    return {"title": title.removeprefix("### "), **origin.groupdict(), "tables": tables}


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
    changed = git("status", "--porcelain", "--", ".", ":!benchmarks", ":!docs", ":!*.md")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")
