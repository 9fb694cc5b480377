"""Files that Telegram keeps from bots: staff bring them by the link in the topic."""

import re
import urllib.parse
import urllib.request

import pytest
from pages import Widget
from playwright.sync_api import Page, expect
from staff import topic_of
from test_files import begin, group_messages, named

MEGABYTE = 1 << 20


def link(desk) -> str:
    """The newest one in the topic, as if the program stood under its public address."""
    for message in reversed(group_messages(desk)):
        if found := re.search(r"http://desk\.example(/bring/\S+)", message.get("text", "")):
            return desk.url + found[1]
    raise AssertionError("there is no link in the topic")


@pytest.fixture
def large_file(desk, shop: Widget):
    """Olga has sent a film of 21 MB."""
    begin(shop)
    query = urllib.parse.urlencode({"name": "Olga", "topic": topic_of(desk), "kind": "document"})
    head = b'--X\r\nContent-Disposition: form-data; name="file"; filename="film.bin"\r\n\r\n'
    request = urllib.request.Request(
        f"{desk.telegram.url}/simulator/attach?{query}",
        head + bytes(21 * MEGABYTE) + b"\r\n--X--\r\n",
        {"Content-Type": "multipart/form-data; boundary=X"},
    )
    urllib.request.urlopen(request, timeout=30).close()
    expect(shop.messages).to_have_count(2)
    expect(shop.messages.last).to_contain_text("film.bin")


def test_large_file_takes_its_place_by_the_link_in_the_topic(desk, new_context, shop: Widget, large_file, tmp_path):
    expect(shop.messages.last.get_by_role("link", name="film.bin")).to_have_count(0)
    page = new_context().new_page()
    page.goto(link(desk))
    expect(page.get_by_role("heading")).to_have_text("Upload a file")
    expect(page.get_by_text("Telegram didn’t hand over film.bin.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#file")).to_be_focused()
    # By its path: so much data would take its time through the browser's own channel.
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(256)) * 100_000)
    page.locator("#file").set_input_files(film)
    expect(page.get_by_role("status")).to_have_text("Done: the customer has the file. You can close this page.")
    expect(shop.messages.last.get_by_role("link", name="film.mp4")).to_be_visible()
    expect(shop.messages).to_have_count(2)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("This link has expired, or the file is already there.")


def test_upload_can_be_cancelled_and_a_forged_link_opens_nothing(desk, new_context, shop: Widget, large_file):
    page: Page = new_context(locale="ru-RU").new_page()
    page.goto(link(desk)[:-1])
    expect(page.get_by_role("status")).to_contain_text("Срок ссылки истёк")
    expect(page.locator("#drop")).to_be_hidden()
    page = new_context(locale="ru-RU").new_page()
    held = []
    page.route(re.compile(r"/api/bring/\d+\?"), lambda route: held.append(route))
    page.goto(link(desk))
    page.locator("#file").set_input_files(named("film.mp4", "video/mp4", b"film"))
    page.get_by_role("button", name="Отменить").click()
    expect(page.get_by_text("Выберите файл или перетащите его сюда")).to_be_visible()
    expect(page.locator("#result")).to_be_empty()
