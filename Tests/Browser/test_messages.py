"""What one sees of messages."""

import json
import re
import time

import pytest
from conversation import Network
from pages import Widget
from playwright.sync_api import Page, expect

SEND = re.compile("/api/support/chat/send")


def refuse(status: int, error: dict):
    return lambda route: route.fulfill(
        status=status,
        headers={"Access-Control-Allow-Origin": "*"},
        json={"error": error},
    )


def test_refused_message_shows_why_and_can_be_retried(page: Page, shop: Widget, open_group):
    page.route(SEND, refuse(403, {"code": "banned", "message": "This conversation is blocked."}))
    shop.open()
    shop.write("please")
    shop.expect_state("please", "failed")
    expect(shop.message("please")).to_contain_text("This conversation is blocked.")
    page.unroute(SEND)
    shop.inside.get_by_test_id("retry").click()
    shop.expect_state("please", "sent")
    open_group().expect_bubbles(["please"])


def test_refused_message_can_be_deleted_and_holds_nothing_up(page: Page, shop: Widget):
    page.route(SEND, refuse(400, {"code": "message_refused", "message": "No."}), times=1)
    shop.open()
    shop.write("refused")
    shop.write("accepted")
    shop.expect_state("refused", "failed")
    shop.expect_state("accepted", "sent")
    shop.inside.get_by_test_id("discard").click()
    shop.expect_texts(["accepted"])
    page.reload()
    shop.open()
    shop.expect_texts(["accepted"])


def quick(page: Page):
    """Lets the widget try again at once, not after half a minute."""

    def hurried(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("retryLast:30_000", "retryLast:40"))

    page.route(re.compile(r"/(widget/app|chat/files/files|base/timing)\.js"), hurried)


def unavailable(route):
    """What a proxy answers that has no server just now."""
    route.fulfill(status=404, content_type="text/html", headers={"Access-Control-Allow-Origin": "*"}, body="<h1>404</h1>")


LASTING = [
    refuse(500, {"code": "internal", "message": "Something went wrong here."}),
    refuse(503, {"code": "unavailable", "message": "Not now.", "retry_after": 0}),
    unavailable,
]


@pytest.mark.parametrize("answer", LASTING, ids=["fault", "busy", "proxy"])
def test_message_waits_until_what_passes_has_passed_and_says_so(page: Page, desk, answer, open_group):
    quick(page)
    tries = []

    def fail(route):
        tries.append(route)
        answer(route)

    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page).open()
    page.route(SEND, fail)
    shop.write("patiently")
    expect(shop.message("patiently")).to_contain_text("Not sent yet. We keep trying, so you can close this page.")
    while len(tries) < 12:
        page.wait_for_timeout(20)
    shop.expect_state("patiently", "pending")
    page.reload()
    shop.open()
    shop.expect_state("patiently", "pending")
    page.unroute(SEND)
    shop.expect_state("patiently", "sent")
    open_group().expect_bubbles(["patiently"])


def test_message_on_which_the_server_fails_holds_up_nothing(page: Page, desk):
    quick(page)
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page).open()
    fail = refuse(500, {"code": "internal", "message": "Something went wrong here."})
    page.route(SEND, lambda route: fail(route) if "poison" in route.request.post_data else route.continue_())
    shop.write("poison")
    shop.write("something else")
    shop.expect_state("something else", "sent")
    shop.expect_state("poison", "failed")
    expect(shop.message("poison")).to_contain_text("Something went wrong on our side.")


def test_message_of_yesterday_is_given_back(page: Page, desk):
    page.route(SEND, refuse(503, {"code": "unavailable", "message": "Not now."}))
    page.goto(f"{desk.url}/demo/shop.html")
    shop = Widget(page).open()
    shop.write("long ago")
    expect(shop.message("long ago")).to_contain_text("Not sent yet.")
    page.evaluate("""() => {
        const key = Object.keys(localStorage).find((key) => key.includes(":unsent:"));
        const unsent = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({ ...unsent, at: unsent.at - 25 * 3600_000 });
    }""")
    page.reload()
    shop.open()
    shop.expect_state("long ago", "failed")
    expect(shop.message("long ago")).to_contain_text("We tried for a whole day without success.")


def test_refusal_is_told_in_the_language_of_the_page(page: Page, desk):
    page.route(SEND, refuse(403, {"code": "banned", "message": "This conversation is blocked."}))
    page.goto(f"{desk.url}/demo/shop.html?lang=ru")
    shop = Widget(page).open()
    shop.write("пожалуйста")
    shop.expect_state("пожалуйста", "failed")
    expect(shop.message("пожалуйста")).to_contain_text("Этот диалог заблокирован.")


def test_message_waits_as_long_as_the_server_asks(page: Page, shop: Widget):
    page.route(SEND, refuse(429, {"code": "rate_limited", "message": "Too fast.", "retry_after": 1}), times=1)
    shop.open()
    with page.expect_response(lambda response: response.status == 429):
        shop.write("slowly")
    shop.expect_state("slowly", "pending")
    shop.expect_state("slowly", "sent")


def test_markup_stays_text_and_addresses_become_links(page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("hello")
    group = open_group()
    text = '<img src=x onerror="window.hacked = 1"> javascript:alert(1) see (https://example.com/a?b=1), ok'
    group.answer(text)
    shop.expect_texts(["hello", text])
    link = shop.messages.last.locator("a")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.com/a?b=1")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    assert page.evaluate("window.hacked") is None


def test_unread_badge_counts_until_messages_are_seen(page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("anybody there?")
    shop.expect_state("anybody there?", "sent")
    group = open_group()
    group.expect_bubbles(["anybody there?"])
    shop.launcher.click()
    expect(shop.panel).to_be_hidden()
    group.answer("yes")
    group.answer("here we are")
    expect(shop.badge).to_have_text("2")
    expect(shop.launcher).to_have_accessible_name(re.compile("2 unread"))

    with page.expect_websocket() as socket:
        page.reload()
    expect(shop.badge).to_have_text("2")
    with socket.value.expect_event("framesent", lambda frame: json.loads(frame)["type"] == "read"):
        shop.open()
    expect(shop.inside.get_by_text("New messages")).to_be_visible()
    expect(shop.badge).to_be_hidden()
    page.reload()
    shop.expect_transport("websocket")
    expect(shop.badge).to_be_hidden()


def test_message_in_hidden_part_of_list_stays_unread_until_scrolled_to(page: Page, shop: Widget, open_group):
    shop.open()
    for number in range(1, 16):
        shop.write(f"line {number}")
    shop.expect_state("line 15", "sent")
    group = open_group()
    jump = shop.inside.get_by_role("button", name="Go to the newest message")
    expect(jump).to_be_hidden()
    shop.messages.first.scroll_into_view_if_needed()
    expect(jump).to_be_visible()
    group.answer("below the fold")
    expect(jump).to_have_text("1")
    expect(shop.badge).to_have_text("1")
    jump.click()
    expect(shop.message("below the fold")).to_be_in_viewport()
    expect(shop.badge).to_be_hidden()
    expect(jump).to_be_hidden()


def test_older_pages_load_on_scrolling_up_and_keep_the_place(desk, page: Page, shop: Widget):
    shop.open()
    for number in range(1, 71):
        shop.write(f"message {number:02}")
        if number % 20 == 0:
            shop.expect_state(f"message {number:02}", "sent")
    shop.expect_state("message 70", "sent")
    page.reload()
    shop.open()
    expect(shop.messages).to_have_count(50)
    oldest = shop.message("message 21")
    oldest.scroll_into_view_if_needed()
    expect(shop.messages).to_have_count(70)
    expect(oldest).to_be_in_viewport()
    shop.expect_texts([f"message {number:02}" for number in range(1, 71)])


def test_typing_dots_come_and_go(network: Network, shop: Widget, open_group):
    shop.open()
    shop.write("hello")
    shop.expect_state("hello", "sent")
    expect(shop.typing).to_be_hidden()
    typing = json.dumps({"type": "typing", "ticket_id": "1", "author": "agent", "author_name": "Anna", "typing": True})
    network.say_to_browser(typing)
    expect(shop.typing).to_be_visible()
    expect(shop.typing).to_be_hidden(timeout=10_000)
    network.say_to_browser(typing)
    expect(shop.typing).to_be_visible()
    open_group().answer("done")
    expect(shop.message("done")).to_be_visible()
    expect(shop.typing).to_be_hidden()


def test_visitor_typing_is_signalled_and_ends(page: Page, shop: Widget):
    with page.expect_websocket() as socket:
        shop.open()
    shop.expect_transport("websocket")
    frames = []
    socket.value.on("framesent", lambda frame: frames.append(json.loads(frame)))
    with socket.value.expect_event("framesent", lambda frame: json.loads(frame).get("typing") is False):
        shop.composer.press_sequentially("a few words", delay=20)
    assert [frame["typing"] for frame in frames if frame["type"] == "typing"] == [True, False]


def test_visitor_who_goes_on_typing_is_signalled_every_two_seconds(page: Page, shop: Widget):
    with page.expect_websocket() as socket:
        shop.open()
    shop.expect_transport("websocket")
    frames = []
    socket.value.on("framesent", lambda frame: frames.append((time.monotonic(), json.loads(frame))))
    with socket.value.expect_event("framesent", lambda frame: json.loads(frame).get("typing") is False):
        shop.composer.press_sequentially("x" * 26, delay=200)
    signs = [(at, frame["typing"]) for at, frame in frames if frame["type"] == "typing"]
    assert [typing for _, typing in signs] == [True] * (len(signs) - 1) + [False]
    starts = [at for at, typing in signs if typing]
    assert len(starts) >= 3
    # Each comes with a key, and so a little later than two seconds after the one before.
    assert all(1.8 < later - before < 4 for before, later in zip(starts, starts[1:]))


def test_too_long_message_cannot_be_sent(page: Page, shop: Widget):
    shop.open()
    shop.composer.fill("x" * 7600)
    expect(shop.inside.get_by_text("400 characters left")).to_be_visible()
    shop.composer.fill("x" * 8001)
    expect(shop.inside.get_by_text("1 character over the limit")).to_be_visible()
    shop.composer.press("Enter")
    expect(shop.messages).to_have_count(0)
    shop.composer.fill("x" * 8000)
    shop.send.click()
    expect(shop.messages).to_have_attribute("data-state", "sent")


def test_title_tells_of_messages_while_the_tab_is_hidden(page: Page, shop: Widget, open_group):
    shop.open()
    shop.write("hello")
    shop.expect_state("hello", "sent")
    title = page.title()
    set_hidden = """(hidden) => {
        Object.defineProperty(Document.prototype, "hidden", { get: () => hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    for frame in page.frames:
        frame.evaluate(set_hidden, True)
    open_group().answer("look here")
    expect(page).to_have_title(f"1 new message · {title}")
    expect(shop.badge).to_have_text("1")
    for frame in page.frames:
        frame.evaluate(set_hidden, False)
    expect(page).to_have_title(title)
    expect(shop.badge).to_be_hidden()
