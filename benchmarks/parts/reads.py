"""Reads of messages over HTTP: ours beside Flask, gunicorn and Express, in turn."""

import json
from statistics import median

from tools import ab, autocannon, packages, report, rivals, web
from tools.processes import Processes
from tools.switchboard import Launched, token

TITLE = "Reading messages over HTTP"
NAMES = {
    "flask": "Flask × 3 behind nginx",
    "gunicorn": "gunicorn, 3 workers, behind nginx",
    "express": "Express × 3 behind nginx",
    "cluster": "Express, a cluster of 3, behind nginx",
    "nginx": "Switchboard × 3 behind nginx",
    "c2": "Switchboard × 3, both compilers, behind nginx",
    "gateway": "Switchboard × 3 behind its own gateway",
}
WANTED_TIMES = {"flask": 12, "express": 3}
# Requests a second that all of them can answer.
RATE = 1_000
PACED_ROUNDS = 2
WARM_UP_ROUNDS = 5
BOTH_COMPILERS = "-XX:TieredStopAtLevel=4"


def run(options):
    requests, clients, rounds, seconds = (1_000, 20, 2, 2) if options.quick else (20_000, 50, 5, 8)
    with Processes() as processes, Launched(processes) as launched:
        urls, size = _serve(processes, launched)
        for url in urls.values():
            # Long enough for the JVM's compilers; the others get as much.
            ab.run(url, WARM_UP_ROUNDS * requests, clients, timeout=120)
        results = {name: [] for name in urls}
        for number in range(rounds):
            print(f"reads: round {number + 1} of {rounds}", flush=True)
            for name, url in urls.items():
                results[name].append(ab.run(url, requests, clients))
        paced = {name: [] for name in urls}
        for number in range(PACED_ROUNDS):
            print(f"reads: round {number + 1} of {PACED_ROUNDS} at a constant rate", flush=True)
            for name, url in urls.items():
                paced[name].append(autocannon.run(url, RATE, seconds, clients))
    body = "\n\n".join(
        [_body(results, requests, clients, size), _paced(paced, seconds, clients)]
    )
    report.section(TITLE, body, options.keep)


def _serve(processes, launched):
    """Everything that is compared, by its address; and the size of the answer."""
    ours = launched.public_backends(rivals.PROCESSES)
    base = "http://" + ours[0].address
    document = rivals.write_messages(base, token(base))
    launched.route_to(ours)
    tuned = launched.public_backends(rivals.PROCESSES, BOTH_COMPILERS)
    upstreams = {
        "flask": rivals.start_flask(processes, document),
        "gunicorn": rivals.start_gunicorn(processes, document),
        "express": rivals.start_express(processes, document),
        "cluster": rivals.start_cluster(processes, document),
        "nginx": [part.address for part in ours],
        "c2": [part.address for part in tuned],
    }
    bases = {**rivals.start_nginx(processes, upstreams), "gateway": launched.gateway}
    urls = {name: base + rivals.PATH for name, base in bases.items()}
    size = len(json.dumps(document, separators=(",", ":")))
    for name, url in urls.items():
        status, body = web.call("GET", url)
        if status != 200 or json.loads(body) != document or abs(len(body) - size) > 1:
            raise SystemExit(f"{NAMES[name]} does not serve the same answer: {status} {body[:200]!r}")
    return urls, size


def _body(results, requests, clients, size):
    middle = {name: median(each.per_second for each in of) for name, of in results.items()}
    rows = []
    for name, of in results.items():
        rows.append(
            [
                NAMES[name],
                f"{max(each.per_second for each in of):,.0f}",
                f"{middle[name]:,.0f}",
                f"{middle[name] / middle['flask']:.1f} ×",
                f"{middle[name] / middle['express']:.1f} ×",
                f"{median(each.p99 for each in of):.0f} ms",
                sum(each.failed for each in of),
                f"{100 * sum(each.kept_alive for each in of) / (requests * len(of)):.0f} %",
            ]
        )
    header = ["", "best, requests/s", "median", "of Flask", "of Express", "p99"]
    failed = sum(each.failed for of in results.values() for each in of)
    judged = [
        report.judged(
            f"{NAMES[name]}, of {NAMES[rival]}",
            middle[name] / middle[rival],
            "{:.1f} ×",
            f"{times} ×",
            lambda ratio, times=times: ratio >= times,
        )
        for name in ("gateway", "nginx", "c2")
        for rival, times in WANTED_TIMES.items()
    ]
    own, other = (median(each.p99 for each in results[name]) for name in ("gateway", "nginx"))
    judged += [
        report.judged(
            f"{NAMES['gateway']}, of {NAMES['nginx']}",
            middle["gateway"] / middle["nginx"],
            "{:.2f} ×",
            "1 ×",
            lambda ratio: ratio >= 1,
        ),
        report.judged(
            "The same, p99", own / other, "{:.2f} ×", "≤ 1 ×", lambda ratio: ratio <= 1
        ),
    ]
    judged.append(report.zero("Failed", failed))
    what = (
        f"`ab -k -n {requests} -c {clients}` on `GET /api/messages`, {size} bytes, {len(results['nginx'])}"
        f" rounds in turn after a warm-up; p99 is the median of the rounds'. nginx is the gateway of the"
        " containers, and the replicas have their JVM flags: C1 alone, for small shares of a core. With"
        f" `{BOTH_COMPILERS}` they need 30 MiB more and are slower while users join. The own gateway is"
        " that of this machine."
        f" {packages.versions()}."
    )
    return "\n\n".join(
        [
            what,
            report.table([*header, "failed", "kept alive"], rows),
            report.table(["what", "measured", "wanted", "met"], judged),
        ]
    )


def _paced(paced, seconds, clients):
    """The same requests at a constant rate."""
    rows = [
        [
            NAMES[name],
            f"{median(each.per_second for each in of):,.0f}",
            f"{median(each.p50 for each in of):.0f} ms",
            f"{median(each.p99 for each in of):.0f} ms",
            sum(each.failed for each in of),
        ]
        for name, of in paced.items()
    ]
    what = (
        f"The same at a constant {RATE:,} requests a second from `autocannon`, on {clients} connections"
        f" for {seconds} s, {len(paced['gateway'])} rounds in turn; a delay counts from when its request was due."
    )
    return what + "\n\n" + report.table(["", "requests/s", "p50", "p99", "failed"], rows)
