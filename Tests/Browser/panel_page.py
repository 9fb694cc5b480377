"""The staff's panel, as the tests see it."""

import re

from api import call
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

PASSWORD = "a long password of tests"


def sign_in(desk, context: BrowserContext, name: str, role: str = "agent") -> str:
    """Makes an agent who is signed in there. Returns their id."""
    made = call(desk, "POST", "/api/admin/agents", {"name": name, "login": f"{name}@desk.example", "role": role}).json
    body = {"invitation": made["invitation"]["token"], "password": PASSWORD}
    for cookie in call(desk, "POST", "/api/admin/password", body, key=None).headers.get_all("Set-Cookie"):
        kept, secret = re.match(r"([\w-]+)=([^;]+)", cookie).groups()
        context.add_cookies([{"name": kept, "value": secret, "url": desk.url, "secure": kept.startswith("__Host-")}])
    return made["agent"]["id"]


class Panel:
    """The desk of an agent."""

    def __init__(self, page: Page):
        self.page = page
        self.desk = page.locator(".desk")
        self.tickets = page.get_by_test_id("ticket")
        self.messages = page.get_by_test_id("message")
        self.composer = page.get_by_test_id("composer")
        self.header = page.locator(".chat-header")
        self.status = page.get_by_test_id("status")
        self.toasts = page.get_by_test_id("toast")
        self.card = page.get_by_test_id("card")
        self.typing = page.get_by_test_id("typing")
        self.colleague_typing = page.get_by_test_id("colleague-typing")
        self.others = page.get_by_test_id("others")
        self.search = page.get_by_test_id("search")
        self.hits = page.get_by_test_id("hit")
        self.canned = page.get_by_test_id("canned")
        self.telegram = page.get_by_test_id("telegram")
        self.empty = page.get_by_test_id("empty")
        self.banner = page.get_by_test_id("banner")

    def open(self, url: str) -> "Panel":
        self.page.goto(f"{url}/admin")
        return self.expect_live()

    def expect_live(self, transport: str = "websocket") -> "Panel":
        expect(self.desk).to_have_attribute("data-transport", transport, timeout=45_000)
        return self

    def ticket(self, text: str):
        return self.tickets.filter(has_text=text)

    def enter(self, text: str) -> "Panel":
        """Opens the ticket whose row has this text."""
        self.ticket(text).first.locator("a").click()
        expect(self.composer).to_be_focused()
        return self

    def filter(self, name: str):
        return self.page.locator(f'[data-filter="{name}"]')

    def write(self, text: str):
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def message(self, text: str):
        return self.messages.filter(has_text=text)

    def expect_state(self, text: str, state: str | re.Pattern, timeout: float | None = None):
        expect(self.message(text)).to_have_attribute("data-state", state, timeout=timeout)

    def expect_texts(self, texts: list[str], timeout: float | None = None):
        """These lines and no others, in this order, each once."""
        expect(self.messages.locator(".bubble")).to_have_text(texts, timeout=timeout)

    def action(self, name: str):
        return self.header.locator(f'[data-action="{name}"]')

    def set_status(self, name: str):
        self.status.click()
        self.page.get_by_role("menuitemradio", name=name, exact=True).click()
        expect(self.status).to_have_text(name)

    def assign(self, name: str):
        self.page.get_by_test_id("assign").click()
        self.page.get_by_role("menuitemradio", name=name, exact=True).click()


class Line:
    """The live channel of the panel, which can be cut."""

    def __init__(self, page: Page):
        self._page = page
        self._sockets: list[WebSocketRoute] = []
        self._is_cut = False
        page.route_web_socket(re.compile("/api/admin/realtime"), self._meet)

    def _meet(self, socket: WebSocketRoute):
        if self._is_cut:
            socket.close(code=1011)
            return
        socket.connect_to_server()
        self._sockets.append(socket)

    def cut(self):
        """Nothing gets through any more."""
        self._is_cut = True
        self._page.route(re.compile("/api/"), lambda route: route.abort())
        for socket in self._sockets:
            socket.close(code=1011)
        self._sockets.clear()

    def mend(self):
        self._is_cut = False
        self._page.unroute(re.compile("/api/"))
