"""Browser tests against the real program: `otvet serve` beside `otvet telegram-simulator`, in a real Chromium.

    python3 -m venv VENV && VENV/bin/pip install -r Tests/Browser/requirements.txt
    VENV/bin/pytest Tests/Browser

OTVET_BINARY names the program (default: .build/debug/otvet), OTVET_CHROMIUM the browser (default: the one in PATH).
"""

import os
import shutil
from collections.abc import Callable

import pytest
from conversation import Network
from pages import Group, Widget
from panel_page import Panel, sign_in
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from program import Desk, Program

# Generous, because a slow machine is not a failure; conditions are met long before on any other.
LIMIT = 15_000
expect.set_options(timeout=LIMIT)

CHROMIUM = os.environ.get("OTVET_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # Tests run as root on many machines, where Chromium's sandbox refuses to start.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path, request):
    desk = Desk(tmp_path / "data")
    yield desk
    desk.close()
    request.node.add_report_section("call", "server", desk.output)


@pytest.fixture
def demo():
    """What `scripts/run` starts: the shop and the group in one program."""
    program = Program(["demo", "--listen", "127.0.0.1:0", "--telegram-listen", "127.0.0.1:0"], {})
    yield program
    program.stop()


@pytest.fixture
def new_context(browser: Browser, desk: Desk, request):
    """Makes browsers that know nothing of each other, to be closed before the desk is.

    What their pages complain of is shown with a failure; an exception that nobody caught is one.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-US", **options})
        context.set_default_timeout(LIMIT)
        context.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        # What a page asks while it is closed is nobody's answer any more.
        context.unroute_all(behavior="ignoreErrors")
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    request.node.add_report_section("call", "browser", "\n".join(complaints))
    assert not [each for each in complaints if each.startswith("uncaught")]


@pytest.fixture
def page(new_context) -> Page:
    """The visitor's tab, not yet on the shop."""
    return new_context().new_page()


@pytest.fixture
def network(page: Page) -> Network:
    return Network(page)


@pytest.fixture
def shop(desk: Desk, page: Page) -> Widget:
    """The chat on the shop's page, closed."""
    page.goto(f"{desk.url}/demo/shop.html")
    return Widget(page)


@pytest.fixture
def open_group(desk: Desk, new_context) -> Callable[[], Group]:
    """Opens the group in another browser and enters the newest topic."""

    def open_it() -> Group:
        page = new_context().new_page()
        page.goto(desk.telegram.url)
        return Group(page).enter()

    return open_it


@pytest.fixture
def new_panel(desk, new_context):
    """Opens the panel in a browser of its own, as a new agent."""

    def make(name: str = "Anna", role: str = "agent", **options) -> Panel:
        context = new_context(**options)
        sign_in(desk, context, name, role)
        return Panel(context.new_page()).open(desk.url)

    return make


@pytest.fixture
def panel(new_panel) -> Panel:
    return new_panel()


@pytest.fixture
def new_visitor(desk, new_context):
    """Opens the shop in a browser of its own, and writes."""

    def make(text: str | None = None) -> Widget:
        page = new_context().new_page()
        page.goto(f"{desk.url}/demo/shop.html")
        widget = Widget(page).open()
        if text:
            widget.write(text)
            widget.expect_state(text, "sent")
        return widget

    return make
