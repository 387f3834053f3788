"""Where things are."""

from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PROJECT = BENCHMARKS.parent
CACHE = BENCHMARKS / ".cache"
RESULTS = PROJECT / "docs" / "benchmarks.md"
RESULTS_JSON = RESULTS.with_suffix(".json")
