"""What wrk says is read as it means it."""

import unittest

from tools import wrk

SAID = """Running 4s test @ http://127.0.0.1:5173/
  1 threads and 50 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     6.92ms    4.51ms  41.84ms   81.60%
  Latency Distribution
     50%    5.60ms
     99%    1.25s
  30446 requests in 4.00s, 24.10MB read
{errors}Requests/sec:   7611.49
Transfer/sec:      6.02MB
"""


class WrkTest(unittest.TestCase):
    def test_figures_are_in_their_units(self):
        said = wrk.parsed(SAID.format(errors=""))

        self.assertEqual(said, wrk.Round(per_second=7611.49, failed=0, p99=1250))

    def test_whatever_was_not_answered_well_has_failed(self):
        errors = (
            "  Socket errors: connect 1, read 2, write 0, timeout 3\n"
            "  Non-2xx or 3xx responses: 10\n"
        )

        self.assertEqual(wrk.parsed(SAID.format(errors=errors)).failed, 16)


if __name__ == "__main__":
    unittest.main()
