"""The price of TLS: ten thousand chat users by HTTP and by HTTPS, in turn."""

from tools import pairs, report

TITLE = "Chat users by HTTPS"


def run(options):
    users = options.users or (600 if options.quick else 10_000)
    ways = {"HTTP": {}, "HTTPS": {"tls": True}}
    runs = pairs.measure(ways, users, options.rounds, options.quick)
    what = "HTTPS with a certificate of the console's own authority"
    report.section(TITLE, pairs.body(users, runs, what, {}), options.keep)
