"""Long conversations: rows that are far away leave the document, and come back where they were."""

import pytest
from api import call
from cabinet_page import Customer
from pages import Widget
from panel_page import Panel, sign_in
from playwright.sync_api import Locator, Page, expect
from tokens import token

COUNT = 330
# As many as list_window.js keeps.
MOST = 200

# Scrolls by a step, and says how far the row that was in the middle has moved beside that.
STEP = """async (scroller, step) => {
    const box = scroller.getBoundingClientRect();
    const rows = [...scroller.querySelectorAll('[data-testid=message]')];
    const row = rows.find((each) => each.getBoundingClientRect().bottom > box.top + box.height / 2);
    const [before, top] = [row.getBoundingClientRect().top, scroller.scrollTop];
    scroller.scrollTop += step;
    const moved = scroller.scrollTop - top;
    await new Promise((resolve) => setTimeout(resolve, 60));
    return row.isConnected ? Math.abs(row.getBoundingClientRect().top - (before - moved)) : 1e6;
}"""


def walk(scroller: Locator, step: int, goal: Locator):
    rows = scroller.locator("[data-testid=message]")
    for _ in range(400):
        if goal.count() and goal.is_visible():
            return
        assert scroller.evaluate(STEP, step) < 3
        assert rows.count() <= MOST
    pytest.fail("never came there")


@pytest.mark.parametrize("place", ["panel", "cabinet", "widget"])
def test_rows_leave_and_come_back(place: str, desk, new_context):
    context = new_context()
    page: Page = context.new_page()
    customer = Customer(desk, "anna")
    if place == "widget":
        page.goto(f"{desk.url}/demo/shop.html")
        widget = Widget(page).open()
        widget.write("Line 0 .")
        widget.expect_state("Line 0 .", "sent")
        # What comes is not read.
        widget.launcher.click()
        tickets = call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"]
        ticket = tickets[0]["ticket"]["id"]
    else:
        ticket = customer.open("The lamp", "Line 0 .")
    for number in range(1, COUNT):
        body = {"message": f"Line {number} .", "client_message_id": str(number)}
        call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", body)
    if place == "panel":
        sign_in(desk, context, "Boris")
        page.goto(f"{desk.url}/admin#/tickets/{ticket}")
    elif place == "cabinet":
        page.goto(f"{desk.url}/cabinet#token={token('anna')}")
        page.get_by_test_id("ticket").click()
    else:
        page.reload()
        Widget(page).open()
    # The widget's chat is in a frame of its own.
    surface = page.frame_locator("iframe") if place == "widget" else page
    scroller = surface.get_by_role("region", name="Messages")
    message = scroller.get_by_test_id("message")
    newest = message.filter(has_text=f"Line {COUNT - 1} .")
    jump = surface.get_by_role("button", name="Go to the newest message")
    if place == "panel":
        expect(newest).to_be_in_viewport()
    else:
        # The customer has read nothing of it: the conversation begins there once it is loaded that far.
        expect(message.filter(has_text="Line 1 .")).to_be_in_viewport()
        jump.click()
    expect(newest).to_be_in_viewport()
    walk(scroller, -500, message.filter(has_text="Line 0 ."))
    expect(newest).to_have_count(0)
    # What comes now waits below.
    body = {"message": "The very last", "client_message_id": "last"}
    call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", body)
    walk(scroller, 500, message.filter(has_text="The very last"))
    walk(scroller, -500, message.filter(has_text="Line 100 ."))
    surface.get_by_role("button", name="Go to the newest message").click()
    expect(message.filter(has_text="The very last")).to_be_in_viewport()


# How often a row of the list looks at what it shows.
COUNT_ROWS = """() => {
    window.rowsShown = 0;
    const stringify = JSON.stringify;
    JSON.stringify = (...values) => {
        if (Array.isArray(values[0]) && values[0][0]?.viewers) window.rowsShown += 1;
        return stringify(...values);
    };
}"""


def test_message_draws_the_row_of_its_ticket_and_no_other(desk, panel: Panel):
    customers = [Customer(desk, f"customer{number}") for number in range(4)]
    tickets = [customer.open(f"Ticket {number}") for number in range(10) for customer in customers]
    expect(panel.page.get_by_test_id("ticket")).to_have_count(len(tickets))
    panel.page.evaluate(COUNT_ROWS)
    counts = []
    for number in range(3):
        panel.page.evaluate("window.rowsShown = 0")
        customers[0].write(tickets[0], f"Line {number}")
        expect(panel.ticket(f"Line {number}")).to_be_visible()
        counts.append(panel.page.evaluate("window.rowsShown"))
    # All are drawn twice a minute, because waits are counted in minutes.
    assert 1 <= min(counts) <= 4
