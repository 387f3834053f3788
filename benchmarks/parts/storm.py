"""Every user's socket breaks at once, and all come back."""

from tools import report, switchboard

TITLE = "All users come back at once"
LONGEST_REFUSED_SECONDS = 10


def run(options):
    users = options.users or (600 if options.quick else 10_000)
    ramp = 20 if options.quick else 45
    found = switchboard.run(
        kills=[f"backend-{number}@{ramp}s" for number in (1, 2, 3)],
        **switchboard.DEFAULT_LOAD,
        users=users,
        duration=f"{2 * ramp}s",
        warm_up="1s",
        fsync="everysec",
    )
    report.section(TITLE, _body(found, users), options.keep)


def _body(found, users):
    reconnects = found["reconnects"]
    millis = reconnects["millis"]
    messages = found["messages"]
    slowest_start = max((fault.get("recoveredAfterMillis") or 0) for fault in found["faults"])
    longest = millis.get("max")
    rows = [
        report.judged(
            "Users who lost their socket",
            reconnects["count"],
            "{:,}",
            f"{users:,}",
            lambda count: count >= users,
        ),
        report.zero("Deliveries lost", messages["lost"]),
        report.zero("Duplicated, reordered", messages["duplicated"] + messages["reordered"]),
        ["Without a replica, at most", f"{slowest_start / 1000:.1f} s", "", ""],
        ["Back again, p50", _seconds(millis.get("p50")), "", ""],
        ["Back again, p99", _seconds(millis.get("p99")), "", ""],
        report.judged(
            "Back again, the last",
            None if longest is None else longest / 1000,
            "{:.1f} s",
            f"< {LONGEST_REFUSED_SECONDS} s after the replicas",
            lambda seconds: seconds < slowest_start / 1000 + LONGEST_REFUSED_SECONDS,
        ),
        ["Requests that failed meanwhile", f"{found['requests']['failed']:,}", "", ""],
    ]
    what = (
        f"{users:,} users with a message every 20 s and a read every 10 s each, over the gateway to 3"
        " replicas, which are"
        " killed together. A user was away from the break of the socket until the welcome on the next."
    )
    return what + "\n\n" + report.table(["what", "measured", "wanted", "met"], rows)


def _seconds(millis):
    return "–" if millis is None else f"{millis / 1000:.1f} s"
