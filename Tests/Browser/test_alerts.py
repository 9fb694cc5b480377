"""Who is told of a customer's message, and how often."""

from pages import eventually
from panel_page import Panel
from playwright.sync_api import expect


def test_colleagues_are_not_told_of_what_somebody_has_taken(new_panel, new_visitor):
    anna, boris = new_panel("Anna"), new_panel("Boris")
    visitor = new_visitor("Hello")
    for panel in (anna, boris):
        expect(panel.toasts).to_have_count(1)
        panel.toasts.get_by_role("button", name="Dismiss").click()
    boris.enter("Hello")
    boris.assign("Me")
    boris.page.get_by_test_id("scroller").focus()
    expect(boris.toasts).to_contain_text("Assignee changed")
    boris.toasts.get_by_role("button", name="Dismiss").click()
    expect(boris.page.get_by_test_id("assign")).to_contain_text("Me")
    boris.page.keyboard.press("Escape")
    boris.page.keyboard.press("Escape")
    expect(anna.ticket("Hello")).to_contain_text("Assigned to Boris")
    visitor.write("Are you there?")
    expect(boris.toasts).to_contain_text("Are you there?")
    expect(anna.ticket("Are you there?")).to_be_visible()
    expect(anna.toasts).to_have_count(0)


def test_visitor_without_a_name_is_called_as_in_the_list(panel: Panel, new_visitor):
    for text in ("Hello", "Hello again"):
        new_visitor(text)
        expect(panel.ticket(text)).to_have_count(1)
        name = panel.ticket(text).locator(".who").text_content()
        expect(panel.toasts.filter(has_text=text)).to_contain_text(name)


def test_messages_of_one_ticket_are_told_as_one(panel: Panel, new_visitor):
    visitor = new_visitor("Line 0")
    for number in range(1, 5):
        visitor.write(f"Line {number}")
        visitor.expect_state(f"Line {number}", "sent")
    expect(panel.toasts).to_have_count(1)
    expect(panel.toasts).to_contain_text("5 new messages")
    expect(panel.toasts).to_contain_text("Line 4")
    panel.toasts.get_by_role("button", name="new messages").click()
    panel.expect_texts([f"Line {number}" for number in range(5)])
    expect(panel.toasts).to_have_count(0)


def count_sounds(panel: Panel):
    """What a chime begins: its tones. Browsers keep a page silent until it has been touched."""
    panel.page.evaluate("""() => {
        window.tones = 0;
        const { start } = OscillatorNode.prototype;
        OscillatorNode.prototype.start = function (...values) {
            window.tones += 1;
            return start.apply(this, values);
        };
    }""")
    panel.page.keyboard.press("Shift")
    assert panel.page.evaluate("navigator.userActivation.hasBeenActive")


def test_sound_is_for_those_who_are_told(new_panel, new_visitor):
    visitor = new_visitor("Hello")
    anna, boris = new_panel("Anna"), new_panel("Boris")
    boris.enter("Hello")
    boris.assign("Me")
    expect(boris.page.get_by_test_id("assign")).to_contain_text("Me")
    expect(anna.ticket("Hello")).to_contain_text("Assigned to Boris")
    boris.page.goto(f"{boris.page.url.split('#')[0]}#/tickets")
    for panel in (anna, boris):
        count_sounds(panel)
    visitor.write("Are you there?")
    expect(boris.toasts.filter(has_text="Are you there?")).to_be_visible()
    expect(anna.ticket("Are you there?")).to_be_visible()
    eventually(lambda: boris.page.evaluate("window.tones") > 0)
    new_visitor("Somebody else")
    expect(anna.toasts).to_have_count(1)
    eventually(lambda: anna.page.evaluate("window.tones") > 0)
    # Two tones: one chime, which was for the ticket that is nobody's.
    assert anna.page.evaluate("window.tones") == 2
