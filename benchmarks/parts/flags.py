"""Flags of the replicas' JVM, on one fixed load."""

from tools import report, switchboard

TITLE = "Flags of the replicas' JVM"
MIB = 2**20
CANDIDATES = {
    "as launched": "",
    "as launched, again: the noise": "",
    "all tiers of the compiler": "-XX:TieredStopAtLevel=4",
    "young generation 16 MiB": "-Xmn16m",
    "young generation 48 MiB": "-Xms96m -Xmn48m",
    "young generation sized by the JVM": "-XX:NewSize=1m -XX:MaxNewSize=64m",
    "compact object headers": "-XX:+UseCompactObjectHeaders",
    "G1 instead of Serial": "-XX:-UseSerialGC -XX:+UseG1GC",
    "Parallel instead of Serial": "-XX:-UseSerialGC -XX:+UseParallelGC",
}


def run(options):
    users = options.users or (200 if options.quick else 3_000)
    rows = []
    for name, flags in CANDIDATES.items():
        print(f"flags: {name}", flush=True)
        found = switchboard.run(
            backend_flags=flags,
            replicas=3,
            users=users,
            spawn_rate=500,
            messages=3,
            reads=0,
            room_size=50,
            warm_up="3s" if options.quick else "10s",
            duration=f"{users // 500 + (10 if options.quick else 50)}s",
            fsync="everysec",
        )
        rows.append([name, f"`{flags}`" if flags else "", *_cells(found)])
    what = (
        f"{users:,} users, 3 replicas, rooms of 50, a message per user every 20 s, `appendfsync"
        " everysec`; the flags are added to those of the launch, and the last wins. An AOT cache made"
        " with other flags may be of no use to a candidate."
    )
    header = ["", "flags", "replicas' CPU", "memory each", "delivery p50", "p99", "max", "failed"]
    report.section(TITLE, what + "\n\n" + report.table(header, rows), options.keep)


def _cells(run):
    backends = [each for each in run["usage"].values() if each["role"] == "backend"]
    cpu = [each.get("cpuCores") for each in backends]
    memory = [each.get("memoryBytes") for each in backends]
    delivery = run["deliveryMillis"]
    return [
        f"{sum(cpu):.2f} cores" if None not in cpu else "–",
        f"{sum(memory) / len(memory) / MIB:.0f} MiB" if None not in memory else "–",
        *(f"{delivery[name]:.1f} ms" if name in delivery else "–" for name in ("p50", "p99", "max")),
        run["requests"]["failed"],
    ]
