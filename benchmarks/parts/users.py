"""Ten thousand chat users at once, with each way of writing to the disk."""

from tools import report, switchboard

TITLE = "Chat users at once"
MIB = 2**20
DELIVERY_P99 = {"always": 100, "everysec": 50}


def run(options):
    users = options.users or (600 if options.quick else 10_000)
    duration = "25s" if options.quick else "90s"
    runs = {}
    for fsync in DELIVERY_P99:
        print(f"users: {users} users, fsync {fsync}", flush=True)
        runs[fsync] = switchboard.run(
            **switchboard.DEFAULT_LOAD,
            users=users,
            duration=duration,
            warm_up="5s" if options.quick else "10s",
            fsync=fsync,
        )
    body = "\n\n".join([_what(users, runs), *(_result(runs[fsync], fsync) for fsync in runs)])
    report.section(TITLE, body, options.keep)


def _what(users, runs):
    seconds = min(run.get("measuredSeconds", 0) for run in runs.values())
    return (
        f"{users:,} users in rooms of 50, a message every 20 s and a read every 10 s each, over the"
        " gateway to 3 replicas;"
        f" times and usage over {seconds:.0f} s after the ramp and a warm-up, failures from the start."
    )


def _result(run, fsync):
    usage = run["usage"]
    simulator = usage["simulator"]
    replicas = [each.get("memoryBytes") for each in usage.values() if each["role"] == "backend"]
    memory = max(replicas) / MIB if replicas and None not in replicas else None
    delivery = run["deliveryMillis"]
    deviation = run["largestDeviationPercent"]
    messages = run["messages"]
    limit = DELIVERY_P99[fsync]
    rows = [
        report.zero("Requests failed", run["requests"]["failed"], run["requests"]["total"]),
        report.zero("Deliveries lost", messages["lost"], messages["delivered"]),
        report.zero("Duplicated, reordered", messages["duplicated"] + messages["reordered"]),
        _below("Delivery p99", delivery.get("p99"), "{:.1f} ms", limit, "ms"),
        ["Delivery p50, p95, max", _times(delivery, "p50", "p95", "max"), "", ""],
        report.judged(
            "Ramp",
            run.get("ramp", {}).get("usersPerSecond"),
            "{:.0f} users/s",
            "500 users/s",
            lambda rate: rate >= 500,
        ),
        _below("The whole system", run.get("totalCpuCores"), "{:.2f} cores", 1.6, "cores"),
        ["CPU of each part", _cpu(usage), "", ""],
        _below("Memory of the largest replica", memory, "{:.0f} MiB", 150, "MiB"),
        _below("Simulator's CPU", simulator.get("cpuCores"), "{:.2f} cores", 0.4, "cores"),
        _below(
            "Simulator's memory",
            simulator["memoryBytes"] / MIB if "memoryBytes" in simulator else None,
            "{:.0f} MiB",
            400,
            "MiB",
        ),
        _below("Simulator's lateness p99", run["latenessMillis"].get("p99"), "{:.1f} ms", 10, "ms"),
        _below("Requests, farthest from even", deviation.get("requests"), "{:.1f} %", 5, "%"),
        _below("Connections, farthest from even", deviation.get("connections"), "{:.1f} %", 5, "%"),
    ]
    verdict = "passed" if run["passed"] else "**not passed**: " + "; ".join(run["reasons"])
    table = report.table(["what", "measured", "wanted", "met"], rows)
    return f"#### appendfsync {fsync}: {verdict}\n\n{table}"


def _below(what, value, text, limit, unit):
    return report.judged(what, value, text, f"< {limit} {unit}", lambda found: found < limit)


def _times(times, *names):
    return ", ".join(f"{times[name]:.1f} ms" if name in times else "–" for name in names)


def _cpu(usage):
    return ", ".join(
        f"{name} {each['cpuCores']:.2f}" if "cpuCores" in each else f"{name} –"
        for name, each in usage.items()
    )
