"""What two ways of a run are compared by."""

import unittest

from tools import pairs


def run(gateway, p99):
    usage = {
        "gateway-1": {"role": "gateway", "cpuCores": gateway / 2},
        "gateway-2": {"role": "gateway", "cpuCores": gateway / 2},
        "backend-1": {"role": "backend"},
    }
    return {
        "usage": usage,
        "totalCpuCores": 1.5,
        "deliveryMillis": {"p50": 2, "p99": p99},
        "requests": {"failed": 1},
        "messages": {"lost": 0},
    }


class PairsTest(unittest.TestCase):
    def setUp(self):
        runs = {
            "before": [run(0.5, 40), run(0.6, 50), run(0.4, 60)],
            "now": [run(0.25, 20), run(0.3, 30), run(0.2, 40)],
        }
        self.lines = pairs.body(10_000, runs, "before is older", {"gateway": 0.55, "p99": 0.5}).splitlines()

    def test_a_ratio_is_of_the_medians_and_cpu_per_delivery(self):
        self.assertIn(
            "| CPU of the gateways | 20.0 µs | 10.0 µs | 0.50 × | ≤ 0.55 × | yes |", self.lines
        )
        self.assertIn("| Delivery p99 | 50.0 ms | 30.0 ms | 0.60 × | ≤ 0.50 × | **no** |", self.lines)

    def test_what_was_not_measured_has_no_ratio(self):
        self.assertIn("| CPU of the replicas | – | – | – |  |  |", self.lines)

    def test_failures_are_added_up(self):
        self.assertIn("| Requests failed, now | 3 | 0 | **no** |", self.lines)


if __name__ == "__main__":
    unittest.main()
