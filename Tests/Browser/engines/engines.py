"""The engines beside Chromium, as Debian has them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from .marionette import Marionette
from .tab import Tab
from .webdriver import WebDriver

LIBRARIES = Path("/usr/lib") / os.uname().machine.replace("x86_64", "x86_64-linux-gnu").replace(
    "aarch64", "aarch64-linux-gnu"
)


@contextmanager
def firefox() -> Iterator[Tab]:
    """Firefox ESR, headless."""
    browser = Marionette("firefox-esr")
    try:
        yield Tab(browser)
    finally:
        browser.close()


@contextmanager
def webkit() -> Iterator[Tab]:
    """WebKitGTK, near the present Safari, in a window of a screen that nobody sees."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            display = said.readline().strip()
        options = {"binary": str(LIBRARIES / "webkit2gtk-4.1/MiniBrowser"), "args": ["--automation"]}
        browser = WebDriver(
            "WebKitWebDriver",
            {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options},
            {**os.environ, "DISPLAY": f":{display}", "LIBGL_ALWAYS_SOFTWARE": "1"},
        )
        try:
            yield Tab(browser)
        finally:
            browser.close()
    finally:
        screen.terminate()
        screen.wait(10)


@contextmanager
def old_webkit() -> Iterator[Tab]:
    """WPE WebKit 2.38, which is Safari 16.0, without a screen."""
    options = {"binary": str(LIBRARIES / "wpe-webkit-1.1/MiniBrowser"), "args": ["--automation", "--headless"]}
    browser = WebDriver("WPEWebDriver", {"wpe:browserOptions": options}, os.environ)
    try:
        yield Tab(browser)
    finally:
        browser.close()


class Engine(NamedTuple):
    """How an engine is started, and the program that it needs."""

    start: Callable[[], AbstractContextManager[Tab]]
    program: str


ENGINES = {
    "firefox": Engine(firefox, "firefox-esr"),
    "webkit": Engine(webkit, "WebKitWebDriver"),
    "old-webkit": Engine(old_webkit, "WPEWebDriver"),
}
