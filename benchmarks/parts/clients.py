"""Ten thousand clients at once, each with a connection of its own that it keeps."""

import resource

from tools import ab, report, rivals
from tools.processes import Processes
from tools.switchboard import Launched, token

TITLE = "Ten thousand closed-loop clients"
TIMEOUT_SECONDS = 5
OWN_FILES = 100
REPLICAS = 3


def run(options):
    clients, requests = (500, 5_000) if options.quick else (10_000, 200_000)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if limit != resource.RLIM_INFINITY and limit < clients + OWN_FILES:
        raise SystemExit(f"ab needs {clients + OWN_FILES} open files, the limit is {limit} (ulimit -n)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    with Processes() as processes, Launched(processes, REPLICAS) as launched:
        header = token(launched.gateway)
        rivals.write_messages(launched.gateway, header)
        url = launched.gateway + rivals.PATH
        ab.run(url, 2_000 if options.quick else 20_000, 50, header=header)
        found = ab.run(url, requests, clients, TIMEOUT_SECONDS, header)
    report.section(TITLE, _body(found, clients, requests), options.keep)


def _body(found, clients, requests):
    what = (
        f"`ab -k -s {TIMEOUT_SECONDS} -n {requests} -c {clients}` on `GET /api/messages` through the"
        f" gateway to {REPLICAS} replicas. The longest wait includes the opening of the connection."
    )
    rows = [
        report.judged("Failed or timed out", found.failed, "{}", "0", lambda count: count == 0),
        report.judged(
            "Longest wait",
            found.longest or None,
            "{:,} ms",
            f"{TIMEOUT_SECONDS:,} s",
            lambda millis: millis <= TIMEOUT_SECONDS * 1000,
        ),
        ["p50, p99", f"{found.p50:,} ms, {found.p99:,} ms", "", ""],
        ["Requests/s", f"{found.per_second:,.0f}", "", ""],
        ["On kept connections", f"{100 * found.kept_alive / requests:.0f} %", "", ""],
    ]
    return what + "\n\n" + report.table(["what", "measured", "wanted", "met"], rows)
