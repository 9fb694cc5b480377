"""docs/export.md names every kind of line of an export, and every member."""

import re

import pytest
from documents import ROOT

GUIDE = (ROOT / "docs/export.md").read_text()
SOURCES = "\n".join(path.read_text() for path in sorted((ROOT / "Sources/Store/Records").glob("RecordKind+*.swift")))
# A kind, and what follows up to the next one.
KINDS = re.findall(r'\bRecordKind\(\s*"(\w+)"(.*?)(?=\bRecordKind\(|\Z)', SOURCES, re.S)


def test_kinds_are_found():
    assert len(KINDS) > 30


@pytest.mark.parametrize("name, body", KINDS, ids=[name for name, _ in KINDS])
def test_kind_and_its_members_are_described(name: str, body: str):
    members = re.findall(r'\.(?:id|number|flag|time|text|word|bytes|list)\("(\w+)"', body)
    rows = [line for line in GUIDE.splitlines() if re.match(rf"\| (?:`\w+`, )*`{name}`", line)]
    assert len(rows) == 1 and members
    assert [member for member in members if f"`{member}`" not in rows[0]] == []
