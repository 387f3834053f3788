"""How cost and delay grow with users, with the size of a room, and with replicas."""

from tools import report, switchboard

TITLE = "How cost grows"
TOO_SLOW_MILLIS = 100
RAMP = 500
ROLES = ["gateway", "backend", "store", "simulator", "prometheus"]
SERIES = [
    ("Users", "users", [1_000, 2_000, 5_000, 10_000], {"replicas": 3, "room_size": 50}),
    (
        "Users in a room",
        "room_size",
        [10, 50, 200, 500],
        {"replicas": 3, "users": 2_000},
    ),
    ("Replicas", "replicas", [1, 2, 3, 6], {"users": 3_000, "room_size": 50}),
]
QUICK = {"users": [100, 200], "room_size": [10, 20], "replicas": [1, 2]}


def run(options):
    tables = [_series(*series, options) for series in SERIES]
    what = (
        "A message per user every 20 s, `appendfsync everysec`; measured after the ramp and a warm-up,"
        f" for {_duration(0, options) - _warm_up(options)} s or more. CPU in cores."
    )
    report.section(TITLE, "\n\n".join([what, *tables]), options.keep)


def _warm_up(options):
    return 3 if options.quick else 10


def _duration(users, options):
    """In seconds, of the load as a whole; a slow ramp takes from what is measured."""
    return 2 * users // RAMP + _warm_up(options) + (8 if options.quick else 30)


def _series(title, option, values, fixed, options):
    if options.quick:
        values = QUICK[option]
        fixed = {**fixed, **({"users": 200} if "users" in fixed else {})}
    runs = {}
    for value in values:
        print(f"growth: {title.lower()} {value}", flush=True)
        load = {**fixed, option: value}
        runs[value] = switchboard.run(
            **load,
            spawn_rate=RAMP,
            messages=3,
            reads=0,
            warm_up=f"{_warm_up(options)}s",
            duration=f"{_duration(load['users'], options)}s",
            fsync="everysec",
        )
    header = [title, "deliveries/s", *ROLES, "all", "delivery p50", "p99", "failed, lost"]
    rows = [[f"{value:,}", *_cells(run, {**fixed, option: value})] for value, run in runs.items()]
    constant = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in fixed.items())
    return f"#### {title} ({constant})\n\n{report.table(header, rows)}\n\n{_knee(title, runs)}"


def _cells(run, load):
    expected = load["users"] * 3 / 60 * load["room_size"]
    delivery = run["deliveryMillis"]
    return [
        f"{expected:,.0f}",
        *(_cores(run, role) for role in ROLES),
        f"{run['totalCpuCores']:.2f}" if "totalCpuCores" in run else "–",
        *(f"{delivery[name]:.1f} ms" if name in delivery else "–" for name in ("p50", "p99")),
        f"{run['requests']['failed']}, {run['messages']['lost']}",
    ]


def _cores(run, role):
    parts = [each for each in run["usage"].values() if each["role"] == role]
    known = parts and all("cpuCores" in each for each in parts)
    return f"{sum(each['cpuCores'] for each in parts):.2f}" if known else "–"


def _knee(title, runs):
    """The first step that users notice: slower than wanted, failed, or beyond the simulator."""
    for value, run in runs.items():
        slow = run["deliveryMillis"].get("p99", float("inf")) > TOO_SLOW_MILLIS
        if slow or not run["passed"]:
            why = "; ".join(run["reasons"]) or f"delivery p99 over {TOO_SLOW_MILLIS} ms"
            return f"Knee: at {value:,} ({why})."
    return f"Knee: none up to {max(runs):,}; delivery p99 stays within {TOO_SLOW_MILLIS} ms."
