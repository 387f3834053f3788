"""python3 -m unittest discover -s benchmarks -t benchmarks -p '*_test.py'"""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools import report
from tools.places import RESULTS, RESULTS_JSON


class ReportTest(unittest.TestCase):
    def test_shipped_json_has_what_the_tables_say(self):
        _, sections, _ = report.split(RESULTS.read_text())
        self.assertEqual(RESULTS_JSON.read_text(), report.to_json(sections))

    def test_result_replaces_its_last_one_and_leaves_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            document, data = Path(folder, "benchmarks.md"), Path(folder, "benchmarks.json")
            document.write_text("Before\n" + report.BEGIN + report.END + "After\n")
            with (
                mock.patch.object(report, "RESULTS", document),
                mock.patch.object(report, "RESULTS_JSON", data),
                mock.patch("builtins.print"),
            ):
                report.section("Reads", report.table(["what", "measured"], [["p99", "1 ms"]]))
                report.section("Users", "None.")
                report.section("Reads", report.table(["what", "measured"], [["p99", "**2 ms**"]]))
            text = document.read_text()
            results = json.loads(data.read_text())["results"]
        self.assertTrue(text.startswith("Before\n") and text.endswith("After\n"))
        self.assertNotIn("1 ms", text)
        self.assertEqual([each["title"] for each in results], ["Reads", "Users"])
        self.assertEqual(results[0]["tables"][0]["columns"], ["what", "measured"])
        self.assertEqual(results[0]["tables"][0]["rows"], [["p99", "2 ms"]])


if __name__ == "__main__":
    unittest.main()
