"""What is understood of autocannon's JSON."""

import json
import unittest

from tools import autocannon


class AutocannonTest(unittest.TestCase):
    def test_errors_and_answers_that_are_no_2xx_have_failed(self):
        said = {
            "requests": {"average": 999.5, "total": 7996},
            "latency": {"p50": 1, "p99": 12, "max": 40},
            "errors": 2,
            "timeouts": 1,
            "non2xx": 3,
        }

        found = autocannon.parsed(json.dumps(said))

        self.assertEqual(found, autocannon.Round(per_second=999.5, failed=5, p50=1, p99=12))


if __name__ == "__main__":
    unittest.main()
