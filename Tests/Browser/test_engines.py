"""The main journeys in the engines beside Chromium, by keyboard: a visitor in the widget, a customer in the cabinet, an
agent at the panel, each from the first contact to the rating."""

import shutil

import pytest
from api import call
from cabinet_page import Staff
from engines.engines import ENGINES
from engines.tab import Tab
from settings_page import PASSWORD, invite
from staff import staff, topic_of
from tokens import token

MESSAGE = '[data-testid="message"]'
RATING = '[data-testid="rating"]'
THANKS = "Thank you for your rating."


@pytest.fixture
def tab(request):
    """A tab of the engine that the test names."""
    engine = ENGINES[request.param]
    if not shutil.which(engine.program):
        pytest.skip(f"{engine.program} is not installed: see scripts/setup")
    with engine.start() as tab:
        yield tab


def only_ticket(desk) -> str:
    return call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"][0]["ticket"]["id"]


def rate(tab: Tab, stars: int):
    """As a keyboard does: from the composer back to the stars, along them, to the button."""
    tab.see(RATING)
    tab.expect_focus("composer")
    tab.walk("Shift+Tab", "the stars", lambda: tab.said(f"{RATING} input:focus"))
    tab.press(" ")
    tab.see(f"{RATING} textarea")
    # Engines enter the group at one of its ends, and not all go round it.
    towards = "ArrowRight" if tab.said(f'{RATING} input[value="1"]:checked') else "ArrowLeft"
    tab.walk(towards, f"{stars} stars", lambda: tab.said(f'{RATING} input[value="{stars}"]:checked'))
    tab.press("Tab", "Tab", "Enter")
    tab.see(RATING, THANKS)


@pytest.mark.parametrize("tab", ["firefox", "webkit", "old-webkit"], indirect=True)
def test_visitor(tab: Tab, desk):
    tab.open(f"{desk.url}/demo/shop.html")
    tab.see('[data-testid="launcher"]')
    tab.walk("Tab", "the launcher", lambda: tab.focused() == "launcher")
    tab.press("Enter")
    tab.expect_focus("composer")
    tab.type("Where is my lamp?")
    tab.press("Enter")
    tab.see(f'{MESSAGE}[data-state="sent"]', "Where is my lamp?")

    thread = tab.until("a topic of its own", lambda: topic_of(desk))
    staff(desk, "write", topic=thread, text="It leaves today.")
    tab.see(MESSAGE, "It leaves today.")
    tab.press("Escape")
    tab.miss('[data-testid="panel"]')
    tab.expect_focus("launcher")
    staff(desk, "write", topic=thread, text="It has left.")
    tab.see('[data-testid="badge"]')
    tab.press("Enter")
    tab.see(MESSAGE, "It has left.")
    tab.miss('[data-testid="badge"]')

    tab.open(f"{desk.url}/demo/shop.html")
    tab.click('[data-testid="launcher"]')
    for said in ("Where is my lamp?", "It leaves today.", "It has left."):
        tab.see(MESSAGE, said)
    # What saves the conversation has its address before it is chosen, so that no browser takes it for a pop-up.
    tab.walk("Shift+Tab", "the menu", lambda: tab.focused() == "menu")
    tab.press("Enter")
    tab.expect_focus("transcript")
    tab.see('[data-testid="transcript"][href*="/transcripts/"]', "Download conversation")
    tab.press("Escape")
    tab.expect_focus("menu")
    tab.walk("Tab", "the composer", lambda: tab.focused() == "composer")
    Staff(desk).set_status(only_ticket(desk), "close")
    rate(tab, 4)
    assert Staff(desk).rating(only_ticket(desk))["stars"] == 4


@pytest.mark.parametrize("tab", ["firefox", "webkit"], indirect=True)
def test_customer(tab: Tab, desk):
    tab.open(f"{desk.url}/cabinet#token={token('anna')}")
    tab.click('[data-testid="add"]')
    tab.until("the subject to be focused", lambda: tab.focused() not in ("BODY", "add", None))
    tab.type("The lamp")
    tab.press("Tab")
    tab.type("It arrived broken.")
    tab.click('[data-testid="create"]')
    tab.see(MESSAGE, "It arrived broken.")
    ticket = only_ticket(desk)
    Staff(desk).answer(ticket, "A new one is on its way.")
    tab.see(MESSAGE, "A new one is on its way.")
    tab.walk("Tab", "the composer", lambda: tab.focused() == "composer")
    tab.type("Thank you!")
    tab.press("Enter")
    tab.see(f'{MESSAGE}[data-state="sent"]', "Thank you!")
    Staff(desk).set_status(ticket, "close")
    tab.see('[data-testid="status"]', "Closed")
    rate(tab, 5)
    assert Staff(desk).rating(ticket)["stars"] == 5


@pytest.mark.parametrize("tab", ["firefox", "webkit"], indirect=True)
def test_agent(tab: Tab, desk):
    session = call(desk, "POST", "/api/support/identify", {"token": token("anna")}, None).json["session"]["token"]
    body = {"subject": "The lamp", "message": "It arrived broken.", "client_message_id": "the-first-message"}
    ticket = call(desk, "POST", "/api/tickets", body, session).json["ticket"]["id"]

    tab.open(f"{desk.url}/admin#invitation={invite(desk, 'Olga')}")
    tab.until("the new password to be asked for", lambda: tab.focused() not in ("BODY", None))
    tab.type(PASSWORD)
    tab.press("Enter")
    tab.see('[data-testid="ticket"]', "The lamp")

    # Reading is not writing: what follows is a shortcut, and no text for the customer.
    tab.press("j", "Enter")
    tab.see(MESSAGE, "It arrived broken.")
    assert tab.focused() != "composer"
    tab.press("n")
    tab.expect_focus("composer")
    tab.type("Check the stock.")
    tab.press("Enter")
    tab.see(MESSAGE, "Check the stock.")
    tab.press("Escape", "r")
    tab.expect_focus("composer")
    tab.type("A new one is on its way.")
    tab.press("Enter")
    tab.see(f'{MESSAGE}[data-state="sent"]', "A new one is on its way.")
    shown = call(desk, "GET", f"/api/tickets/{ticket}/messages", key=session).json["messages"]
    assert [each["text"] for each in shown] == ["It arrived broken.", "A new one is on its way."]

    tab.click('.chat-header [data-action="close"]')
    tab.see('[data-testid="status"]', "Closed")
    call(desk, "POST", f"/api/tickets/{ticket}/rating", {"stars": 5, "comment": "Quick!"}, session)
    if not tab.said('[data-testid="card"]'):
        tab.press("i")
    tab.see('[data-testid="card"]', "Quick!")

    tab.press("?")
    tab.see('[data-testid="shortcuts"]')
    assert tab.run(SPARE, "dialog[open]") < 60


# What of a dialog's height its content does not need, in pixels.
SPARE = """
const dialog = document.querySelector(arguments[0]);
const ends = [...dialog.children].map((each) => each.getBoundingClientRect().bottom);
return dialog.getBoundingClientRect().bottom - Math.max(...ends);
"""


# Safari 16.0 is older than what is promised for these two.
@pytest.mark.parametrize("tab", ["old-webkit"], indirect=True)
@pytest.mark.parametrize(("name", "selector", "said"), [
    ("cabinet", '[role="alert"]', "the browser may be too old"),
    ("admin", "h1", "Sign in"),
])
def test_page_that_a_browser_is_too_old_for_says_so_unless_it_works(name: str, selector: str, said: str, tab: Tab, desk):
    tab.open(f"{desk.url}/{name}")
    tab.see(selector, said)
