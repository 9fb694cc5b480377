"""The widget and the simulated group, as the tests see them."""

import time

from conversation import SWITCH_LIMIT, Conversation, Surface
from playwright.sync_api import expect


def eventually(condition):
    """Waits until it holds; for what Playwright has no expectation."""
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.05)


class Widget(Conversation):
    """The chat on a page of a site."""

    def __init__(self, surface: Surface, frame: str | None = "otvet-widget iframe"):
        """`frame` is what the chat is drawn in; None where a page can have none."""
        self.host = surface.locator("otvet-widget")
        self.launcher = surface.get_by_test_id("launcher")
        self.badge = surface.get_by_test_id("badge")
        self.inside = surface.frame_locator(frame) if frame else surface
        super().__init__(self.inside)
        self.panel = self.inside.get_by_test_id("panel")
        self.send = self.inside.get_by_test_id("send")

    def open(self) -> "Widget":
        self.launcher.click()
        expect(self.panel).to_be_visible()
        expect(self.composer).to_be_focused()
        return self

    def expect_transport(self, name: str):
        expect(self.host).to_have_attribute("data-transport", name, timeout=SWITCH_LIMIT)


class Group:
    """The forum group of the staff, on the simulator's page."""

    def __init__(self, surface: Surface):
        # General, where the board stands, is no conversation.
        self.topics = surface.locator('[data-testid="topic"]:not([data-thread="0"])')
        self.bubbles = surface.get_by_test_id("bubble")
        self.album = surface.get_by_test_id("album")
        self.photos = surface.get_by_test_id("photo")
        self.files = surface.get_by_test_id("file")
        self.sounds = surface.get_by_test_id("audio")
        self.alert = surface.get_by_role("alert")
        self.composer = surface.get_by_test_id("composer")
        self._picker = surface.get_by_test_id("picker")
        self._send = surface.get_by_test_id("send")

    def enter(self, number: int = -1) -> "Group":
        """Opens a topic; the newest unless told otherwise."""
        expect(self.topics.first).to_be_visible()
        (self.topics.last if number == -1 else self.topics.nth(number)).click()
        return self

    def answer(self, text: str):
        self.composer.fill(text)
        self._send.click()

    def send_files(self, *files: tuple[str, str, bytes], caption: str = ""):
        """Picks files, each a name, a type and bytes, with what is written as their caption."""
        self.composer.fill(caption)
        self._picker.set_input_files([{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files])

    def expect_bubbles(self, texts: list[str], timeout: float | None = None):
        """After the visitor's card: these texts and no others, in this order, each once."""
        expect(self.bubbles).to_have_count(len(texts) + 1, timeout=timeout)
        for index, text in enumerate(texts, start=1):
            expect(self.bubbles.nth(index)).to_contain_text(text)
