"""Things are where CONTRIBUTING.md says that they are."""

import re
from pathlib import Path

import pytest
from documents import ROOT, Document

PLACES = Document("CONTRIBUTING.md").table("to change …")


def test_table_is_as_long_as_promised():
    assert len(PLACES) == 17


@pytest.mark.parametrize("what, where", PLACES, ids=[row[0] for row in PLACES])
def test_place_is_there(what, where):
    paths = re.findall(r"`([^`]+)`", where)
    assert paths
    for path in paths:
        assert is_file_or_holds_one(ROOT / path), path


def is_file_or_holds_one(path: Path) -> bool:
    """An empty folder stays behind in a working copy only: Git keeps none."""
    return path.is_file() or any(each.is_file() for each in path.rglob("*"))


def test_tests_mirror_the_sources_or_say_what_they_go_through():
    swift = [path for path in (ROOT / "Tests").glob("*Tests/**/*Tests.swift") if is_unexplained(path)]
    python = [path for path in (ROOT / "Tests").glob("*/test_*.py") if not path.read_text().startswith('"""')]
    assert [str(path.relative_to(ROOT)) for path in swift + python] == []


def is_unexplained(path: Path) -> bool:
    """Whether it is named after no source of its module, and no sentence stands above its suite."""
    module = path.relative_to(ROOT / "Tests").parts[0].removesuffix("Tests")
    is_mirror = any((ROOT / "Sources" / module).rglob(f"{path.stem.removesuffix('Tests')}.swift"))
    sentence = rf"^/// .+\n(?:@Suite.*\n)?.*\bstruct {path.stem}\b"
    return not is_mirror and not re.search(sentence, path.read_text(), re.M)


def test_every_target_of_tests_has_its_module():
    modules = {path.name for path in (ROOT / "Sources").iterdir()}
    targets = {path.name.removesuffix("Tests") for path in (ROOT / "Tests").glob("*Tests")}
    # The whole program, from outside.
    assert targets - modules == {"EndToEnd"}


def test_newest_changes_are_those_of_the_version():
    version = re.search(r'text = "(.+)"', (ROOT / "Sources/otvet/Version.swift").read_text())[1]
    titles = [title for level, title in Document("CHANGELOG.md").headings if level == "##"]
    assert titles[0] == "[Unreleased]"
    assert titles[1].startswith(f"[{version}] - ")
