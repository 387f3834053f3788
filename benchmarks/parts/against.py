"""Ten thousand chat users on this build and on that of another commit, in turn."""

from tools import pairs, report, switchboard

TITLE = "Chat users beside another commit"

# What is to be left of the cost.
WANTED = {"all": 0.6, "gateway": 0.55, "simulator": 0.75, "p99": 0.5}


def run(options):
    users = options.users or (600 if options.quick else 10_000)
    ways = {
        "before": {"command": switchboard.built_at(options.against)},
        "now": {"command": switchboard.COMMAND},
    }
    runs = pairs.measure(ways, users, options.rounds, options.quick)
    report.section(TITLE, body(users, options.against, runs), options.keep)


def body(users, commit, runs):
    """The tables of what "before" and "now" came to."""
    return pairs.body(users, runs, f"before is commit {commit}", WANTED)
