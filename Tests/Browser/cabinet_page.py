"""The customer's cabinet as the tests see it, and what happens on its server."""

import secrets

from api import call
from conversation import Conversation
from playwright.sync_api import Page, expect
from tokens import token


class Cabinet(Conversation):
    """The cabinet on a page, its own or another site's."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.page = page
        self.host = page.locator("otvet-cabinet")
        self.tickets = page.get_by_test_id("ticket")
        self.pane = page.get_by_test_id("pane")
        self.status = page.get_by_test_id("status")
        self.toasts = page.get_by_test_id("toast")
        self.toggle = page.get_by_test_id("toggle")
        self.rating = page.get_by_test_id("rating")
        self.form = page.get_by_test_id("new-ticket")
        self.outside = page.get_by_test_id("outside")

    def enter(self, desk, sub: str, **claims: str) -> "Cabinet":
        """As the site leads its customer there."""
        self.page.goto(f"{desk.url}/cabinet#token={token(sub, **claims)}")
        expect(self.page.get_by_test_id("add")).to_be_visible()
        return self

    def ticket(self, subject: str):
        return self.tickets.filter(has_text=subject)

    def open(self, subject: str) -> "Cabinet":
        self.ticket(subject).click()
        expect(self.pane.get_by_role("heading", name=subject)).to_be_visible()
        return self

    def filter(self, name: str):
        self.page.get_by_test_id(f"filter-{name}").click()

    def create(self, subject: str, text: str):
        self.page.get_by_test_id("add").click()
        self.page.get_by_label("Subject").fill(subject)
        self.page.get_by_label("Message").fill(text)
        self.page.get_by_test_id("create").click()
        expect(self.pane.get_by_role("heading", name=subject)).to_be_visible()

    def close_ticket(self):
        self.toggle.click()
        self.page.get_by_role("button", name="Yes, close it").click()
        expect(self.status).to_have_text("Closed")

    def expect_counts(self, **counts: int):
        for name, count in counts.items():
            expect(self.page.get_by_test_id(f"count-{name}")).to_have_text(str(count))


def new_message(text: str, **more: str) -> dict:
    return {"message": text, "client_message_id": secrets.token_hex(8), **more}


class Customer:
    """What a customer did before they look."""

    def __init__(self, desk, sub: str, **claims: str):
        self._desk = desk
        self._session = call(desk, "POST", "/api/support/identify", {"token": token(sub, **claims)}, None).json["session"]["token"]

    def open(self, subject: str, text: str = "How is it?") -> str:
        body = new_message(text, subject=subject)
        return call(self._desk, "POST", "/api/tickets", body, self._session).json["ticket"]["id"]

    def write(self, ticket: str, text: str):
        call(self._desk, "POST", f"/api/tickets/{ticket}/messages", new_message(text), self._session)

    def tickets(self) -> list[str]:
        return [ticket["id"] for ticket in call(self._desk, "GET", "/api/tickets", None, self._session).json["tickets"]]

    def unread(self) -> int:
        """How many messages they have not seen, in all their tickets."""
        return call(self._desk, "GET", "/api/tickets", None, self._session).json["statistics"]["unread_messages"]

    def close(self, ticket: str):
        call(self._desk, "POST", f"/api/tickets/{ticket}/close", {}, self._session)


class Staff:
    """The other side, over the API."""

    def __init__(self, desk):
        self._desk = desk

    def answer(self, ticket: str, text: str):
        call(self._desk, "POST", f"/api/admin/tickets/{ticket}/messages", new_message(text))

    def type(self, ticket: str):
        call(self._desk, "POST", f"/api/admin/tickets/{ticket}/typing", {"typing": True})

    def set_status(self, ticket: str, action: str):
        call(self._desk, "POST", f"/api/admin/tickets/{ticket}/status", {"action": action})

    def rating(self, ticket: str) -> dict | None:
        return call(self._desk, "GET", f"/api/admin/tickets/{ticket}").json["ticket"].get("rating")
