"""The staff's panel, as the tests see it."""

import re

from api import call
from conversation import SWITCH_LIMIT, Conversation, Network
from playwright.sync_api import BrowserContext, Page, expect

PASSWORD = "a long password of tests"


def new_agent(desk, name: str, role: str) -> dict:
    """Makes an account, with an invitation for whoever it is for."""
    return call(desk, "POST", "/api/admin/agents", {"name": name, "login": f"{name}@desk.example", "role": role}).json


def sign_in(desk, context: BrowserContext, name: str, role: str = "agent", url: str | None = None) -> str:
    """Makes an agent who is signed in there, or where the desk is reached by another address. Returns their id."""
    made = new_agent(desk, name, role)
    body = {"invitation": made["invitation"]["token"], "password": PASSWORD}
    for cookie in call(desk, "POST", "/api/admin/password", body, key=None).headers.get_all("Set-Cookie"):
        kept, secret = re.match(r"([\w-]+)=([^;]+)", cookie).groups()
        context.add_cookies([{"name": kept, "value": secret, "url": url or desk.url, "secure": kept.startswith("__Host-")}])
    return made["agent"]["id"]


class Panel(Conversation):
    """The desk of an agent."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.page = page
        self.desk = page.locator(".desk")
        self.tickets = page.get_by_test_id("ticket")
        self.header = page.locator(".chat-header")
        self.status = page.get_by_test_id("status")
        self.toasts = page.get_by_test_id("toast")
        self.card = page.get_by_test_id("card")
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
        expect(self.desk).to_have_attribute("data-transport", transport, timeout=SWITCH_LIMIT)
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

    def action(self, name: str):
        return self.header.locator(f'[data-action="{name}"]')

    def set_status(self, name: str):
        self.status.click()
        self.page.get_by_role("menuitemradio", name=name, exact=True).click()
        expect(self.status).to_have_text(name)

    def assign(self, name: str):
        self.page.get_by_test_id("assign").click()
        self.page.get_by_role("menuitemradio", name=name, exact=True).click()


class Line(Network):
    """The live channel of the panel, which can be cut."""

    def __init__(self, page: Page):
        super().__init__(page, "/api/admin/realtime")
