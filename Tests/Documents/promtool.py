"""Asks promtool, which `scripts/setup --tests` fetches."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
PROMTOOL = shutil.which("promtool") or str(CACHE / "otvet/promtool")

needed = pytest.mark.skipif(not os.access(PROMTOOL, os.X_OK), reason="no promtool here")


def promtool(*arguments: str, text: str | None = None) -> None:
    """Fails with what it says if it says anything: its remarks on metrics are no errors to it."""
    done = subprocess.run([PROMTOOL, *arguments], input=text, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and not done.stderr, done.stdout + done.stderr
