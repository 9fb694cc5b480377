"""What a page may ask of the widget, and what the widget leads its customers to."""

import base64
import json
import re

import media
import pytest
from api import call
from cabinet_page import Cabinet, Customer, Staff
from pages import Widget
from playwright.sync_api import Error, Page, expect
from staff import staff, topic_of
from test_cabinet import EMBEDDED
from test_files import Files, hand_over, named
from test_site import STRICT_PAGE, expect_accessible, serve_page  # noqa: F401 (a fixture)
from tokens import token

# What the guide gives to sites whose scripts may ask before the loader is there.
STUB = """window.hasOwnProperty("otvet")||(window.otvet=(q=>Object.assign(Object.fromEntries(
"open close toggle identify signOut set on setLocale setTheme shutdown".split(" ")
.map(n=>[n,(...a)=>new Promise((y,x)=>q.push([n,a,y,x]))])),{q}))([]))"""

QUEUEING_PAGE = """<!doctype html><html lang="en"><head><title>A hasty site</title><script>STUB</script><script>
  window.heard = [];
  for (const name of ["ready", "open"]) otvet.on(name, () => heard.push(name));
  window.identified = otvet.identify(new URLSearchParams(location.search).get("token")).then(() => heard.push("identified"));
  window.refused = otvet.identify("nonsense").catch((error) => error.message);
  otvet.setLocale("ru");
  otvet.open();
</script><script src="DESK/widget.js" async></script></head><body><i id="otvet"></i><h1>A hasty site</h1></body></html>"""


def test_stub_is_small_and_the_one_that_the_guide_gives():
    assert len(STUB.replace("\n", "")) <= 300
    from program import ROOT

    assert STUB in (ROOT / "README.md").read_text()


def test_calls_made_before_the_widget_is_there_are_kept(desk, page: Page, serve_page):  # noqa: F811
    Customer(desk, "anna").open("The lamp")
    address = serve_page(QUEUEING_PAGE.replace("STUB", STUB).replace("DESK", desk.url), {})
    page.goto(f"{address}?token={token('anna')}")
    widget = Widget(page)
    expect(widget.panel).to_be_visible()
    expect(widget.composer).to_have_attribute("placeholder", "Напишите сообщение…")
    page.evaluate("window.identified")
    assert page.evaluate("window.refused")
    assert set(page.evaluate("window.heard")) == {"ready", "open", "identified"}
    expect(widget.inside.get_by_test_id("to-tickets")).to_be_visible()
    page.evaluate("window.otvet.close()")
    expect(widget.panel).to_be_hidden()


@pytest.mark.parametrize("address", ["http://[", "https://shop.example:account/", "javascript:alert(1)"])
def test_address_of_no_cabinet_is_left_out_and_told(desk, page: Page, serve_page, address):  # noqa: F811
    Customer(desk, "anna").open("The lamp")
    warnings = []
    page.on("console", lambda message: message.type == "warning" and warnings.append(message.text))
    attributes = f'data-cabinet="{address}" data-token="{token("anna")}" data-locale="en" async'
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url).replace(" async", f" {attributes}"), {}))
    widget = Widget(page).open()
    widget.inside.get_by_test_id("to-tickets").click()
    expect(widget.inside.get_by_test_id("ticket")).to_have_count(1)
    expect(widget.inside.locator(".to-cabinet")).to_have_count(0)
    page.evaluate("otvet.setLocale('ru')")
    expect(widget.composer).to_have_attribute("placeholder", "Напишите сообщение…")
    assert len([each for each in warnings if "data-cabinet" in each]) == 1


def test_events_tell_what_happens(desk, page: Page, shop: Widget):
    page.wait_for_function("window.otvet")
    page.evaluate("""() => {
        window.heard = [];
        for (const name of ["ready", "open", "close", "message", "unread"]) {
            window.otvet.on(name, (detail) => window.heard.push([name, detail?.text ?? detail ?? null]));
        }
    }""")
    shop.open()
    shop.write("hello")
    shop.expect_state("hello", "sent")
    expect(shop.message("hello").get_by_text("Delivered to the team")).to_be_attached()
    page.evaluate("window.otvet.toggle()")
    staff(desk, "write", topic=topic_of(desk), text="Good day!")
    expect(shop.badge).to_have_text("1")
    heard = page.evaluate("window.heard")
    assert heard == [["ready", None], ["open", None], ["close", None], ["message", "Good day!"], ["unread", 1]]


def test_language_changes_without_losing_what_was_begun(desk, page: Page, shop: Widget, browser):
    shop.open()
    shop.write("hello")
    shop.expect_state("hello", "sent")
    shop.composer.fill("half written")
    Files(shop).picker.set_input_files([named("a.png", "image/png", media.make(browser)["png"])])
    Files(shop).expect_ready(1)
    page.evaluate("window.otvet.setLocale('ru')")
    expect(shop.composer).to_have_attribute("placeholder", "Напишите сообщение…")
    expect(shop.composer).to_have_value("half written")
    expect(shop.launcher).to_have_accessible_name("Закрыть чат")
    shop.expect_texts(["hello"])
    Files(shop).expect_ready(1)
    expect(shop.host).to_have_attribute("data-transport", "websocket")
    page.evaluate("window.otvet.setLocale('en')")
    expect(shop.composer).to_have_attribute("placeholder", "Write a message…")
    expect(shop.inside.get_by_test_id("panel")).to_have_count(1)


def test_theme_changes_at_once(page: Page, shop: Widget):
    shop.open()
    ground = "element => getComputedStyle(element).backgroundColor"
    light = shop.panel.evaluate(ground)
    page.evaluate("window.otvet.setTheme('dark')")
    assert shop.panel.evaluate(ground) != light
    page.evaluate("window.otvet.setTheme('auto')")
    assert shop.panel.evaluate(ground) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#ffd400", "#00c853", "#0a1f44", "#ff5a5f"])
def test_any_colour_of_a_site_stays_readable(desk, new_context, accent, scheme):
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    page.wait_for_function("window.otvet")
    page.evaluate(
        """(accent) => {
            const style = document.documentElement.style;
            style.setProperty("--otvet-accent", accent);
            style.setProperty("--otvet-radius", "4px");
            style.setProperty("--otvet-font", "monospace");
        }""",
        accent,
    )
    widget = Widget(page).open()
    widget.write("see www.example.com")
    widget.expect_state("see www.example.com", "sent")
    expect(widget.message("see").get_by_text("Delivered to the team")).to_be_attached()
    staff(desk, "write", topic=topic_of(desk), text="and https://example.com/")
    expect(widget.message("and https")).to_be_visible()
    style = widget.panel.evaluate("element => [getComputedStyle(element).borderRadius, getComputedStyle(element).fontFamily]")
    assert style == ["4px", "monospace"]
    expect_accessible(page)


def test_look_of_the_operator_yields_to_the_page(desk, page: Page, serve_page):  # noqa: F811
    look = {"accent": "#b00020", "side": "left", "theme": "dark", "name": "From the desk", "greeting": "Ask us!"}
    line = f"<script>globalThis.otvetLook={json.dumps(look)}</script>"
    html = STRICT_PAGE.format(desk=desk.url).replace("<script", line + "<script", 1)
    page.goto(serve_page(html, {}))
    widget = Widget(page).open()
    expect(widget.host).to_have_attribute("data-theme", "dark")
    assert widget.launcher.bounding_box()["x"] < 100
    expect(widget.panel).to_contain_text("From the desk")
    expect(widget.panel).to_contain_text("Ask us!")
    page.goto("about:blank")
    page.goto(serve_page(html.replace(" async", ' data-name="Own name" data-theme="light" data-position="right" async'), {}))
    widget.open()
    expect(widget.host).to_have_attribute("data-theme", "light")
    assert widget.launcher.bounding_box()["x"] > 100
    expect(widget.panel).to_contain_text("Own name")
    expect(widget.panel).to_contain_text("Ask us!")


def test_answer_of_nobody_named_is_headed_by_the_sites_name(desk, shop: Widget):
    shop.open()
    shop.write("Hello")
    shop.expect_state("Hello", "sent")
    ticket = call(desk, "GET", "/api/admin/tickets").json["tickets"][0]["ticket"]["id"]
    call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", {"message": "Good day", "client_message_id": "1"})
    expect(shop.message("Good day").locator(".name")).to_have_text("Luma")


def test_customer_reaches_their_other_conversations(desk, page: Page, shop: Widget):
    ticket = Customer(desk, "anna").open("The lamp", "It arrived broken.")
    page.wait_for_function("window.otvet")
    page.evaluate("(token) => window.otvet.identify(token)", token("anna"))
    shop.open()
    shop.write("in the chat")
    Staff(desk).answer(ticket, "A new one is on its way.")
    button = shop.inside.get_by_test_id("to-tickets")
    expect(button).to_have_accessible_name("Your tickets, 1 unread message")
    button.click()
    shop.inside.get_by_test_id("ticket").filter(has_text="The lamp").click()
    shop.expect_texts(["It arrived broken.", "A new one is on its way."])
    expect(shop.panel.get_by_role("heading", name="The lamp")).to_be_visible()
    shop.write("Thank you")
    shop.expect_state("Thank you", "sent")
    shop.panel.get_by_role("button", name="Your tickets").click()
    shop.panel.get_by_role("button", name="Back").click()
    shop.expect_texts(["in the chat"])
    shop.expect_state("in the chat", "sent")
    expect(button).to_have_accessible_name("Your tickets")
    page.evaluate("window.otvet.signOut()")
    expect(button).to_be_hidden()


def site_of(desk, serve_page, sub: str) -> str:  # noqa: F811
    """A page of a site that says who its customer is."""
    return serve_page(STRICT_PAGE.format(desk=desk.url).replace(" async", f' data-token="{token(sub)}" async'), {})


def test_customer_is_told_of_an_answer_in_a_ticket_and_led_to_it(desk, page: Page, serve_page):  # noqa: F811
    ticket = Customer(desk, "anna").open("The lamp", "It arrived broken.")
    Staff(desk).answer(ticket, "A new one is on its way.")
    page.goto(site_of(desk, serve_page, "anna"))
    page.evaluate("""() => {
        window.heard = [];
        const listen = () => window.otvet ? otvet.on("unread", (count) => heard.push(count)) : setTimeout(listen, 20);
        listen();
    }""")
    shop = Widget(page)
    expect(shop.badge).to_have_text("1")
    Staff(desk).answer(ticket, "It comes on Monday.")
    expect(shop.badge).to_have_text("2")
    assert page.evaluate("heard.at(-1)") == 2
    shop.open()
    expect(shop.panel.get_by_role("heading", name="The lamp")).to_be_visible()
    shop.expect_texts(["It arrived broken.", "A new one is on its way.", "It comes on Monday."])
    expect(shop.badge).to_be_hidden()
    # Nothing is left to be led to.
    shop.panel.get_by_role("button", name="Your tickets").click()
    shop.panel.get_by_role("button", name="Back").click()
    page.evaluate("otvet.close()")
    shop.open()
    expect(shop.panel.get_by_text("Hello! How can we help?")).to_be_visible()


def test_customer_is_led_to_the_list_or_the_archive_where_the_answers_are(desk, page: Page, serve_page):  # noqa: F811
    customer = Customer(desk, "anna")
    tickets = [customer.open(subject) for subject in ("The lamp", "The invoice")]
    for ticket in tickets:
        Staff(desk).answer(ticket, "Done.")
    Staff(desk).set_status(tickets[0], "archive")
    page.goto(site_of(desk, serve_page, "anna"))
    shop = Widget(page)
    expect(shop.badge).to_have_text("2")
    shop.open()
    expect(shop.panel.get_by_role("heading", name="The invoice")).to_be_visible()
    expect(shop.badge).to_have_text("1")
    shop.panel.get_by_role("button", name="Your tickets").click()
    shop.panel.get_by_role("button", name="Back").click()
    page.evaluate("otvet.close()")
    shop.open()
    expect(shop.panel.get_by_role("heading", name="The lamp")).to_be_visible()
    expect(shop.badge).to_be_hidden()


def unread_in(desk, ticket: str) -> int:
    """How many the server counts."""
    session = call(desk, "POST", "/api/support/identify", {"token": token("anna")}, None).json["session"]["token"]
    return call(desk, "GET", f"/api/tickets/{ticket}", key=session).json["ticket"]["unread_count"]


def test_only_what_was_shown_is_read(desk, page: Page, serve_page):  # noqa: F811
    ticket = Customer(desk, "anna").open("The lamp", "It arrived broken.")
    for number in range(1, 121):
        Staff(desk).answer(ticket, f"answer {number:03}")
    page.goto(site_of(desk, serve_page, "anna"))
    shop = Widget(page)
    expect(shop.badge).to_have_text("99+")
    shop.open()
    # From the first one on, and no further than what fits.
    expect(shop.message("answer 001")).to_be_in_viewport()
    while unread_in(desk, ticket) == 120:
        page.wait_for_timeout(50)
    assert 100 <= unread_in(desk, ticket) < 120
    shop.inside.get_by_role("button", name="Go to the newest message").click()
    expect(shop.message("answer 120")).to_be_in_viewport()
    page.wait_for_timeout(600)
    assert 100 <= unread_in(desk, ticket) < 120
    # Who answers has read.
    shop.write("Thank you")
    shop.expect_state("Thank you", "sent")
    expect(shop.badge).to_be_hidden()


def test_visitor_with_one_conversation_sees_no_list(desk, page: Page, shop: Widget):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shop.open()
    shop.expect_transport("websocket")
    assert not [each for each in asked if "/tickets" in each]
    shop.write("hello")
    shop.expect_state("hello", "sent")
    expect(shop.inside.get_by_test_id("to-tickets")).to_be_hidden()


def test_cabinet_is_linked_where_the_site_has_one(desk, page: Page, serve_page):  # noqa: F811
    Customer(desk, "anna").open("The lamp")
    account = serve_page(EMBEDDED.format(desk=desk.url, token=token("anna"), direction="ltr"), {})
    attributes = f'data-cabinet="{account}" data-token="{token("anna")}" async'
    page.goto(serve_page(STRICT_PAGE.format(desk=desk.url).replace(" async", f" {attributes}"), {}))
    shop = Widget(page).open()
    shop.inside.get_by_test_id("to-tickets").click()
    with page.expect_popup() as popup:
        shop.inside.get_by_role("link", name="View all tickets").click()
    expect(Cabinet(popup.value).ticket("The lamp")).to_be_visible()


def test_visitor_rates_what_was_closed(desk, page: Page, shop: Widget):
    shop.open()
    shop.write("thanks")
    shop.expect_state("thanks", "sent")
    ticket = call(desk, "GET", "/api/admin/tickets?filter=all").json["tickets"][0]["ticket"]["id"]
    Staff(desk).set_status(ticket, "close")
    expect(shop.inside.get_by_test_id("rating")).to_be_visible()
    shop.inside.get_by_role("radio", name="5 out of 5 stars").check()
    shop.inside.get_by_role("button", name="Send rating").click()
    expect(shop.inside.get_by_role("img", name="5 out of 5 stars")).to_be_visible()
    assert Staff(desk).rating(ticket) == {"stars": 5}
    page.reload()
    shop.open()
    expect(shop.inside.get_by_role("img", name="5 out of 5 stars")).to_be_visible()


def test_files_are_pasted_anywhere_in_the_chat(page: Page, shop: Widget, browser):
    shop.open()
    hand_over(shop, "paste", ".scroller", "pasted.png", media.make(browser)["png"])
    Files(shop).expect_ready(1)


def test_moving_picture_stands_still_for_those_who_want_it(desk, new_context):
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page).open()
    gif = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
    Files(shop).picker.set_input_files([named("a.gif", "image/gif", gif)])
    Files(shop).expect_ready(1)
    shop.send.click()
    expect(shop.messages.first.locator("canvas")).to_be_visible()
    expect(shop.messages.first.locator("img")).to_have_count(0)


def test_token_that_is_refused_rejects(page: Page, shop: Widget):
    page.wait_for_function("window.otvet")
    with pytest.raises(Error, match=re.compile("token", re.I)):
        page.evaluate("window.otvet.identify('nonsense')")
    expect(shop.launcher).to_be_visible()
