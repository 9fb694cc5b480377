"""docs/architecture.md shows the modules and arrows of Package.swift, and no others."""

import re

from documents import ROOT, Document

KINDS = r"(?:module|\.target|\.executableTarget|\.systemLibrary)"


def in_package() -> dict[str, set[str]]:
    """Every module with those that it may import; products of other packages are left out."""
    text = (ROOT / "Package.swift").read_text().split("    targets: [\n")[1]
    found = {}
    for target in re.split(rf"^ +(?={KINDS}\()", text, flags=re.M)[1:]:
        call = re.match(rf'{KINDS}\(\s*(?:name: )?"(\w+)"(?:,\s*(?:dependencies: )?\[(.*?)\n? *\][,)])?', target, re.S)
        found[call[1]] = set(re.findall(r'"(\w+)"', re.sub(r"\.product\(.*?\)", "", call[2] or "")))
    return {name: imports for name, imports in found.items() if name != "TestSupport"}


def in_document() -> list[tuple[str, set[str]]]:
    table = Document("docs/architecture.md").table("target")
    names = [(re.findall(r"`(\w+)`", target), set(re.findall(r"`(\w+)`", imports))) for target, _, imports in table]
    return [(name, imports) for group, imports in names for name in group]


def test_modules_and_imports_are_those_of_the_package():
    assert dict(in_document()) == in_package()


def test_arrows_only_point_down():
    above = set()
    for name, imports in in_document():
        above.add(name)
        assert imports <= above - {name}, name
