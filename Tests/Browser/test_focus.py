"""Where the keyboard is after something was done with it: never nowhere."""


from cabinet_page import Customer
from panel_page import Panel
from playwright.sync_api import expect


def test_row_keeps_the_focus_when_its_ticket_opens(panel: Panel, desk):
    anna = Customer(desk, "anna")
    anna.open("The lamp")
    anna.open("The chair")
    expect(panel.tickets).to_have_count(2)
    panel.page.keyboard.press("j")
    panel.page.keyboard.press("Enter")
    expect(panel.header).to_contain_text("The chair")
    expect(panel.messages).to_have_count(1)
    expect(panel.ticket("The chair").locator("a")).to_be_focused()
    panel.page.keyboard.press("j")
    expect(panel.ticket("The lamp").locator("a")).to_be_focused()


def test_link_to_a_message_leaves_the_focus_where_it_is(panel: Panel, desk):
    ticket = Customer(desk, "anna").open("The lamp")
    panel.enter("The lamp")
    panel.composer.fill("half written")
    panel.page.evaluate("ticket => (location.hash = `#/tickets/${ticket}/1`)", ticket)
    panel.page.wait_for_url(f"**/tickets/{ticket}/1")
    panel.page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")
    expect(panel.composer).to_be_focused()
