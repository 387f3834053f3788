"""Chat users in two ways, in turn: what the second costs of the first."""

from statistics import median

from tools import report, switchboard

ROLES = {"gateway": "gateways", "backend": "replicas", "simulator": "simulator", "store": "store"}
MICROS = 1_000_000


def measure(ways, users, rounds, quick):
    """
    The results of their runs, by way.

    ways: what is different of each, as options of switchboard.run, by its name.
    """
    runs = {name: [] for name in ways}
    for number in range(1 if quick else rounds):
        for name, options in ways.items():
            print(f"users: round {number + 1}, {name}", flush=True)
            runs[name].append(
                switchboard.run(
                    **switchboard.DEFAULT_LOAD,
                    users=users,
                    duration="25s" if quick else "90s",
                    warm_up="5s" if quick else "10s",
                    fsync="everysec",
                    **options,
                )
            )
    return runs


def body(users, runs, what, wanted):
    """
    The tables of what the ways came to.

    what: a sentence's end that says what the two are.
    wanted: of some figures, what is to be left of the first way's.
    """
    first, second = runs
    per_second = users * switchboard.DEFAULT_LOAD["messages"] / 60
    per_second *= switchboard.DEFAULT_LOAD["room_size"]
    figures = {name: [_figures(run, per_second) for run in of] for name, of in runs.items()}
    rounds = len(runs[second])
    intro = (
        f"{users:,} users in rooms of 50, a message every 20 s and a read every 10 s each, `appendfsync"
        f" everysec`; {what}. {_rounds(rounds)} CPU is per delivery, of which the load makes {per_second:,.0f} a second."
    )
    names = {"all": "CPU of the whole system", **{role: "CPU of the " + name for role, name in ROLES.items()}}
    rows = [
        *(_row(name, figures, role, "{:.1f} µs", wanted) for role, name in names.items()),
        _row("Delivery p50", figures, "p50", "{:.1f} ms", wanted),
        _row("Delivery p99", figures, "p99", "{:.1f} ms", wanted),
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
            intro,
            report.table(["what", first, second, "ratio", "wanted", "met"], rows),
            report.table(["what", "measured", "wanted", "met"], failed),
        ]
    )


def _rounds(number):
    if number == 1:
        return "One round."
    return f"{number} rounds in turn; each figure is the median of its rounds."


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


def _row(what, figures, figure, text, wanted):
    first, second = (_middle(rounds, figure) for rounds in figures.values())
    cells = ["–" if value is None else text.format(value) for value in (first, second)]
    if not first or second is None:
        return [what, *cells, "–", "", ""]
    ratio = second / first
    target = wanted.get(figure)
    if target is None:
        return [what, *cells, f"{ratio:.2f} ×", "", ""]
    _, measured, target, met = report.judged(
        what, ratio, "{:.2f} ×", f"≤ {target:.2f} ×", lambda found: found <= wanted[figure]
    )
    return [what, *cells, measured, target, met]


def _middle(rounds, figure):
    known = [each[figure] for each in rounds if each[figure] is not None]
    return median(known) if known else None
