"""A conversation on a page, whoever has it before them, and the live channel that brings it."""

import re

from playwright.sync_api import Frame, FrameLocator, Page, WebSocketRoute, expect

Surface = Page | Frame | FrameLocator

# Several back-offs and one trial of a better transport fit into this.
SWITCH_LIMIT = 45_000


class Conversation:
    """The messages, and where one more is written."""

    def __init__(self, surface: Surface):
        self.messages = surface.get_by_test_id("message")
        self.texts = self.messages.locator(".bubble")
        self.composer = surface.get_by_test_id("composer")
        self.typing = surface.get_by_test_id("typing")

    def write(self, text: str):
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def message(self, text: str):
        return self.messages.filter(has_text=text)

    def expect_state(self, text: str, state: str | re.Pattern, timeout: float | None = None):
        expect(self.message(text)).to_have_attribute("data-state", state, timeout=timeout)

    def expect_texts(self, texts: list[str], timeout: float | None = None):
        """These messages and no others, in this order, each once."""
        expect(self.texts).to_have_text(texts, timeout=timeout)


class Network:
    """What stands between the browser and the server, and may block some of it."""

    LONG_POLL = re.compile(r"/api/support/chat/poll\?.*\bwait=")
    EVERYTHING = re.compile(r"/api/")

    def __init__(self, page: Page, sockets: str = "/api/realtime"):
        self._page = page
        self._sockets: list[WebSocketRoute] = []
        self._blocks_sockets = False
        page.route_web_socket(re.compile(sockets), self._meet)

    def _meet(self, socket: WebSocketRoute):
        if self._blocks_sockets:
            socket.close(code=1011)
            return
        socket.connect_to_server()
        self._sockets.append(socket)

    def block_sockets(self):
        self._blocks_sockets = True
        for socket in self._sockets:
            socket.close(code=1011)
        self._sockets.clear()

    def allow_sockets(self):
        self._blocks_sockets = False

    def say_to_browser(self, frame: str):
        self._sockets[-1].send(frame)

    def block(self, pattern: re.Pattern):
        self._page.route(pattern, lambda route: route.abort())

    def allow(self, pattern: re.Pattern):
        self._page.unroute(pattern)

    def cut(self):
        """Nothing gets through any more."""
        self.block(self.EVERYTHING)
        self.block_sockets()

    def mend(self):
        self.allow_sockets()
        self.allow(self.EVERYTHING)
