"""Ten thousand chat users on this build and on that of another commit, in turn."""

from statistics import median

from tools import report, switchboard

TITLE = "Chat users beside another commit"
ROLES = {"gateway": "gateways", "backend": "replicas", "simulator": "simulator", "store": "store"}
MICROS = 1_000_000

# What is to be left of the cost.
WANTED = {"all": 0.6, "gateway": 0.55, "simulator": 0.75, "p99": 0.5}


def run(options):
    users = options.users or (600 if options.quick else 10_000)
    commands = {"before": switchboard.built_at(options.against), "now": switchboard.COMMAND}
    runs = {name: [] for name in commands}
    for number in range(1 if options.quick else options.rounds):
        for name, command in commands.items():
            print(f"users: round {number + 1}, {name}", flush=True)
            runs[name].append(
                switchboard.run(
                    command=command,
                    **switchboard.DEFAULT_LOAD,
                    users=users,
                    duration="25s" if options.quick else "90s",
                    warm_up="5s" if options.quick else "10s",
                    fsync="everysec",
                )
            )
    report.section(TITLE, body(users, options.against, runs), options.keep)


def body(users, commit, runs):
    """The tables of what "before" and "now" came to, several runs each."""
    per_second = users * switchboard.DEFAULT_LOAD["messages"] / 60
    per_second *= switchboard.DEFAULT_LOAD["room_size"]
    figures = {
        name: [_figures(run, per_second) for run in of] for name, of in runs.items()
    }
    what = (
        f"{users:,} users in rooms of 50, a message every 20 s each, `appendfsync everysec`; before is"
        f" commit {commit}. {len(runs['now'])} rounds in turn; each figure is the median of its rounds."
        f" CPU is per delivery, of which the load makes {per_second:,.0f} a second."
    )
    names = {"all": "CPU of the whole system", **{role: "CPU of the " + name for role, name in ROLES.items()}}
    rows = [
        *(_row(name, figures, role, "{:.1f} µs") for role, name in names.items()),
        _row("Delivery p50", figures, "p50", "{:.1f} ms"),
        _row("Delivery p99", figures, "p99", "{:.1f} ms"),
    ]
    failed = [
        report.zero(f"{label}, {name}", sum(each[part][kind] for each in of))
        for name, of in runs.items()
        for label, part, kind in (
            ("Requests failed", "requests", "failed"),
            ("Deliveries lost", "messages", "lost"),
        )
    ]
    return "\n\n".join(
        [
            what,
            report.table(["what", "before", "now", "ratio", "wanted", "met"], rows),
            report.table(["what", "measured", "wanted", "met"], failed),
        ]
    )


def _figures(run, per_second):
    figures = {role: _cores(run, role) for role in ROLES}
    figures["all"] = run.get("totalCpuCores")
    figures = {
        name: None if cores is None else cores * MICROS / per_second
        for name, cores in figures.items()
    }
    return {**figures, **{name: run["deliveryMillis"].get(name) for name in ("p50", "p99")}}


def _cores(run, role):
    parts = [each.get("cpuCores") for each in run["usage"].values() if each["role"] == role]
    return None if not parts or None in parts else sum(parts)


def _row(what, figures, figure, text):
    middle = {}
    for name, rounds in figures.items():
        known = [each[figure] for each in rounds if each[figure] is not None]
        middle[name] = median(known) if known else None
    cells = ["–" if value is None else text.format(value) for value in middle.values()]
    if not middle["before"] or middle["now"] is None:
        return [what, *cells, "–", "", ""]
    ratio = middle["now"] / middle["before"]
    wanted = WANTED.get(figure)
    if wanted is None:
        return [what, *cells, f"{ratio:.2f} ×", "", ""]
    _, measured, target, met = report.judged(
        what, ratio, "{:.2f} ×", f"≤ {wanted:.2f} ×", lambda found: found <= wanted
    )
    return [what, *cells, measured, target, met]
