"""Where things are."""

from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PROJECT = BENCHMARKS.parent
CACHE = BENCHMARKS / ".cache"
RESULTS = PROJECT / "README.md"
