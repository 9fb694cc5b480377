"""A visitor writes, staff answer from Telegram, whatever carries it."""

import pytest
from api import call
from conversation import SWITCH_LIMIT, Network
from pages import Group, Widget
from playwright.sync_api import Page, expect


def test_message_reaches_topic_and_answer_reaches_widget(shop: Widget, open_group):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("Is the Moon lamp in stock?")
    shop.expect_state("Is the Moon lamp in stock?", "sent")

    group = open_group()
    expect(group.topics).to_have_count(1)
    group.expect_bubbles(["Is the Moon lamp in stock?"])

    group.answer("Yes, four of them.")
    shop.expect_texts(["Is the Moon lamp in stock?", "Yes, four of them."])
    expect(shop.message("Yes, four of them.")).to_have_attribute("data-author", "agent")
    assert shop.host.get_attribute("data-transport") == "websocket"


@pytest.mark.parametrize("transport", ["long-poll", "poll"])
def test_conversation_goes_on_when_better_transports_are_blocked(network: Network, shop: Widget, open_group, transport):
    network.block_sockets()
    if transport == "poll":
        network.block(Network.LONG_POLL)
    shop.open()
    shop.expect_transport(transport)
    shop.write("Can you hear me?")
    shop.expect_state("Can you hear me?", "sent")
    group = open_group()
    group.expect_bubbles(["Can you hear me?"])
    group.answer("Loud and clear.")
    shop.expect_texts(["Can you hear me?", "Loud and clear."])
    assert shop.host.get_attribute("data-transport") == transport


def test_widget_falls_back_when_socket_opens_but_stays_silent(page: Page, shop: Widget, open_group):
    page.route_web_socket("**/api/realtime", lambda socket: socket.on_message(lambda _: None))
    shop.open()
    shop.expect_transport("long-poll")
    shop.write("Through a proxy that swallows sockets")
    open_group().answer("Got it.")
    shop.expect_texts(["Through a proxy that swallows sockets", "Got it."])


def test_switching_transports_loses_and_repeats_nothing(network: Network, shop: Widget, open_group):
    shop.open()
    shop.expect_transport("websocket")
    shop.write("1 over a socket")
    shop.expect_state("1 over a socket", "sent")
    group = open_group()
    said = ["1 over a socket"]

    def talk(name: str):
        for text, say in ((f"question {name}", shop.write), (f"answer {name}", group.answer)):
            say(text)
            said.append(text)
            shop.expect_texts(said, timeout=SWITCH_LIMIT)
            # An answer that overtakes the question has another place in the topic.
            group.expect_bubbles(said, timeout=SWITCH_LIMIT)

    talk("websocket")
    network.block_sockets()
    talk("while falling")
    shop.expect_transport("long-poll")
    talk("long-poll")
    network.block(Network.LONG_POLL)
    talk("while falling deeper")
    shop.expect_transport("poll")
    talk("poll")
    network.allow(Network.LONG_POLL)
    network.allow_sockets()
    talk("while climbing")
    shop.expect_transport("websocket")
    talk("websocket again")


def test_widget_climbs_back_from_long_poll(network: Network, shop: Widget):
    network.block_sockets()
    shop.open()
    shop.expect_transport("long-poll")
    network.allow_sockets()
    shop.expect_transport("websocket")


def test_demo_shows_both_sides(demo, new_context):
    page = new_context().new_page()
    page.goto(demo.url)
    shop = Widget(page.frame_locator("#shop-frame"))
    shop.open()
    shop.write("Hello from the demo")
    shop.expect_state("Hello from the demo", "sent")
    group = Group(page.frame_locator("#telegram-frame")).enter()
    group.expect_bubbles(["Hello from the demo"])
    group.answer("Hello to the demo")
    shop.expect_texts(["Hello from the demo", "Hello to the demo"])


def test_chat_opened_before_it_is_loaded_begins_at_what_is_unread(desk, page: Page, shop: Widget):
    shop.open()
    shop.write("Hello")
    shop.expect_state("Hello", "sent")
    shop.launcher.click()
    ticket = call(desk, "GET", "/api/admin/tickets").json["tickets"][0]["ticket"]["id"]
    for number in range(1, 31):
        body = {"message": f"Answer {number} .", "client_message_id": str(number)}
        call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", body)
    held = []
    page.route("**/support/chat/history*", lambda route: held.append(route))
    with page.expect_request("**/support/chat/history*"):
        page.reload()
    shop.open()
    for route in held:
        route.continue_()
    expect(shop.message("Answer 1 .")).to_be_in_viewport()
