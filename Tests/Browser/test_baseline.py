"""The pages ask of a browser no more than the README says: the widget, which strangers' customers load, less than the
cabinet and the panel."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from program import ROOT

WEB = ROOT / "Sources/Assets/Web"


class Versions(NamedTuple):
    """The oldest of each browser that runs something. https://developer.mozilla.org, "Browser compatibility"."""

    chrome: float
    firefox: float
    safari: float

    def reach(self, baseline: "Versions") -> bool:
        return all(needed <= promised for needed, promised in zip(self, baseline, strict=True))


# As in the README.
WIDGET = Versions(93, 100, 15.4)
PAGES = Versions(119, 121, 17)
NEVER = 999

# What people reach for, by how it is written, with what it needs.
FEATURES = {
    r"\bcolor-mix\(": Versions(111, 113, 16.2),
    r"\blight-dark\(": Versions(123, 120, 17.5),
    r"\boklch\(from ": Versions(119, 128, 16.4),
    r":has\(": Versions(105, 121, 15.4),
    r"@container\b": Versions(105, 110, 16),
    r"\d[dsl]v[hw]\b": Versions(108, 101, 15.4),
    r"@layer\b": Versions(99, 97, 15.4),
    r"@scope\b": Versions(118, 128, 17.4),
    r"@starting-style\b": Versions(117, 129, 17.5),
    r"^\s*&(?=[ .:\[>]).*\{": Versions(120, 117, 17.2),
    r"\bfield-sizing:": Versions(123, NEVER, 26.2),
    r"\binterpolate-size:": Versions(129, NEVER, NEVER),
    r"\banimation-timeline:": Versions(115, NEVER, 26),
    r"\banchor-name:": Versions(125, 147, 26),
    r"\btext-wrap: (?:pretty|balance)": Versions(114, 121, 17.5),
    r"\bcontent-visibility:": Versions(85, 125, 18),
    r"\bscrollbar-gutter:": Versions(94, 97, 18.2),
    r"\bnew CSSStyleSheet\b|\badoptedStyleSheets\b": Versions(73, 101, 16.4),
    r"\bshowPopover\(|\bpopovertarget\b": Versions(114, 125, 17),
    r"\bshowModal\(": Versions(37, 98, 15.4),
    r"\binert\b": Versions(102, 112, 15.5),
    r"\bnavigator\.locks\b": Versions(69, 96, 15.4),
    r"\bBroadcastChannel\b": Versions(54, 38, 15.4),
    r"\brandomUUID\(": Versions(92, 95, 15.4),
    r"\buserActivation\b": Versions(72, 120, 16.4),
    r"\brequestIdleCallback\(": Versions(47, 55, NEVER),
    r"\bscrollend\b": Versions(114, 109, 26.2),
    r"\bcheckVisibility\(": Versions(105, 106, 17.4),
    r"\bstructuredClone\(": Versions(98, 94, 15.4),
    r"\bAbortSignal\.timeout\(": Versions(103, 100, 16),
    r"\bAbortSignal\.any\(": Versions(116, 124, 17.4),
    r"\bPromise\.withResolvers\(": Versions(119, 121, 17.4),
    r"\b(?:Object|Map)\.groupBy\(": Versions(117, 119, 17.4),
    r"\bArray\.fromAsync\(": Versions(121, 115, 16.4),
    r"\.(?:toSorted|toReversed|toSpliced)\(": Versions(110, 115, 16),
    r"\.findLast(?:Index)?\(": Versions(97, 104, 15.4),
    r"\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(": Versions(122, 127, 17),
    r"\bIntl\.Segmenter\b": Versions(87, 125, 14.1),
    r"\bURL\.canParse\(": Versions(120, 115, 17),
    r"/[^/\n]*\(\?<[=!]": Versions(62, 78, 16.4),
    r"/[^/\n]+/[dgimsuy]*v[dgimsuy]*\b(?=[.,;)])": Versions(112, 116, 17),
    r"\bstatic \{": Versions(94, 93, 16.4),
    r"(?<=\()#\w+ in ": Versions(91, 90, 15),
    r"^\s*using \w+ =": Versions(134, 141, NEVER),
}

# Where more is used than is promised, and what an older browser has in its place.
BESIDE = {
    ("widget/loader/style.js", r"\boklch\(from "): "asked for by @supports: the colour as it was chosen",
    ("widget/loader/style.js", r"\bcolor-mix\("): "asked for by @supports: a plain shadow",
    ("widget/panel.css", r"\bcolor-mix\("): "asked for by @supports: the plain colours before it",
    ("chat/files/files.css", r"\bcolor-mix\("): "a ground that is left out",
    ("chat/files/files.css", r":has\("): "spaces and corners that are a little larger",
    ("widget/panel.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("widget/more.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("chat/tickets/list.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("widget/loader/launcher.js", r"\bnew CSSStyleSheet\b|\badoptedStyleSheets\b"): "tried: a style element",
    ("base/dom.js", r"\bnew CSSStyleSheet\b|\badoptedStyleSheets\b"): "tried: a style element",
    ("widget/loader/placement.js", r"\bshowPopover\(|\bpopovertarget\b"): "tried: the highest of layers",
    ("widget/widget.js", r"\brequestIdleCallback\("): "asked for: a timer",
    ("cabinet/cabinet.css", r"\boklch\(from "): "asked for by @supports: the colour as it was chosen",
    ("look/surfaces.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("admin/settings/settings.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("admin/sign_in/sign_in.css", r"\btext-wrap: (?:pretty|balance)"): "lines that break as they come",
    ("admin/desk/list.css", r"\bcontent-visibility:"): "rows that are all drawn",
    ("admin/settings/settings.css", r"\bscrollbar-gutter:"): "a page that moves by a scroll bar's width",
    ("admin/desk/chime.js", r"\buserActivation\b"): "asked for: the sound is tried",
}


def sources() -> list[Path]:
    folders = ("base", "chat", "widget", "cabinet", "admin", "look")
    return [each for folder in folders for each in sorted((WEB / folder).rglob("*")) if each.suffix in (".js", ".css")]


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<![:\"'`/\\])//[^\n]*", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("folders, baseline", [(("base", "chat", "widget"), WIDGET), (("cabinet", "admin", "look"), PAGES)])
def test_pages_use_what_every_promised_browser_has(folders: tuple[str, ...], baseline: Versions):
    beyond = []
    for source in sources():
        name = source.relative_to(WEB).as_posix()
        if not name.startswith(folders):
            continue
        text = without_comments(source.read_text())
        for pattern, needed in FEATURES.items():
            if needed.reach(baseline) or (name, pattern) in BESIDE:
                continue
            beyond += [f"{name}: {found[0].strip()}" for found in re.finditer(pattern, text, re.MULTILINE)]
    assert beyond == []


def test_what_is_used_beside_what_is_promised_is_still_there():
    stale = [
        (name, pattern)
        for name, pattern in BESIDE
        if not re.search(pattern, without_comments((WEB / name).read_text()), re.MULTILINE)
    ]
    assert stale == []


def test_readme_says_what_is_promised():
    readme = " ".join((ROOT / "README.md").read_text().split())
    for chrome, firefox, safari in (WIDGET, PAGES):
        assert f"Safari {safari}, Chrome {chrome} and Firefox {firefox}" in readme


def test_no_dialog_is_a_grid():
    """WebKit makes such a one as high as the window."""
    made = re.compile(r'element\(\s*"dialog",\s*\{\s*class: "([^"]*)"')
    classes = {name for source in sources() for names in made.findall(source.read_text()) for name in names.split()}
    assert classes >= {"dialog", "viewer", "window"}
    itself = re.compile(rf"^dialog(?![\w-])|\.(?:{'|'.join(classes)})(?![\w-])")
    grids = [
        f"{source.relative_to(WEB)}: {selector.strip()}"
        for source in sources()
        for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", without_comments(source.read_text()))
        if re.search(r"\bdisplay:\s*(?:inline-)?grid", rules)
        for selector in selectors.split(",")
        if itself.search(re.split(r"[\s>+~]+", selector.strip())[-1])
    ]
    assert grids == []
