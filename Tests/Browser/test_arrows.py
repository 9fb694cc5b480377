"""Which folder of the pages may import from which: a change for the panel must not break what customers' sites load."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "Sources/Assets/Web"

# From where each folder may import, beside itself.
ARROWS = {
    "base": set(),
    "look": {"base"},
    "chat": {"base"},
    "widget": {"chat", "base"},
    "cabinet": {"chat", "look", "base"},
    "admin": {"chat", "look", "base"},
    "telegram": {"base"},
    "demo": {"base"},
    "bring": {"base"},
}

# Imports and re-exports, dynamic ones and those of types too.
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'`](\.[^"'`$]+)""")


def test_folders_import_along_the_arrows():
    assert {each.name for each in WEB.iterdir() if each.is_dir()} == set(ARROWS)
    wrong, found = [], 0
    for script in sorted(each for each in WEB.rglob("*") if each.suffix in (".js", ".css")):
        path = script.relative_to(WEB)
        for target in IMPORT.findall(script.read_text()):
            found += 1
            folder = (script.parent / target).resolve().relative_to(WEB).parts[0]
            if folder != path.parts[0] and folder not in ARROWS[path.parts[0]]:
                wrong.append(f"{path} imports {target}")
    assert found > 500
    assert not wrong
