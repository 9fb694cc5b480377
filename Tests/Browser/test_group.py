"""What staff send from the group's page is shown there as Telegram shows it."""

import re
import struct
import zlib

from pages import Group, Widget
from playwright.sync_api import Page, expect


def image(width: int, height: int) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x99" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_empty_group_has_general_to_write_in(desk, page: Page):
    page.goto(desk.telegram.url)
    page.locator('[data-thread="0"]').click()
    group = Group(page)
    group.answer("/connect CODE")
    expect(group.bubbles).to_have_text([re.compile("/connect CODE")])


def test_files_become_albums_files_and_voice_messages(shop: Widget, open_group):
    shop.open()
    shop.write("What does it look like?")
    group = open_group()
    group.expect_bubbles(["What does it look like?"])
    group.send_files(
        ("front.png", "image/png", image(40, 30)),
        ("notes.txt", "text/plain", b"notes"),
        ("back.png", "image/png", image(30, 40)),
        ("voice.ogg", "audio/ogg", b"OggS\0"),
        caption="Both sides",
    )
    expect(group.bubbles).to_have_count(5)
    expect(group.album).to_have_count(1)
    expect(group.bubbles.filter(has=group.album)).to_contain_text("Both sides")
    expect(group.photos).to_have_count(2)
    for photo in group.photos.all():
        expect(photo).to_have_js_property("complete", True)
        assert photo.evaluate("image => image.naturalWidth") > 0
    expect(group.files).to_contain_text("notes.txt")
    expect(group.sounds).to_have_count(1)


def test_refused_photo_is_not_lost_without_a_word(shop: Widget, open_group):
    shop.open()
    shop.write("Hello")
    group = open_group()
    group.send_files(("broken.png", "image/png", b"no image"), caption="See")
    expect(group.alert).to_contain_text("IMAGE_PROCESS_FAILED")
    expect(group.composer).to_have_value("See")
