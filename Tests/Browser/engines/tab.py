"""What a person does and sees in a browser, whichever it is."""

import base64
import tempfile
import time
from collections.abc import Callable
from typing import Any

from .webdriver import WebDriverError

# Generous, because a slow machine is not a failure; conditions are met long before on any other.
LIMIT = 45

KEYS = {
    "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Shift": "\ue008",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015", " ": " ",
}  # fmt: skip

# The elements that match, in this document and in the open shadow trees below it; what is not rendered is left out.
FIND = """
const found = [];
const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
        if (each.matches(arguments[0]) && each.getClientRects().length > 0
            && getComputedStyle(each).visibility === "visible") found.push(each);
        if (each.shadowRoot) look(each.shadowRoot);
    }
};
look(document);
return found;
"""

# What such elements say, those in frames of the page's origin included.
SAID = """
const said = [];
const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
        const isSeen = each.getClientRects().length > 0 && getComputedStyle(each).visibility === "visible";
        if (isSeen && each.matches(arguments[0])) said.push(each.innerText || each.value || "");
        if (each.shadowRoot) look(each.shadowRoot);
        if (isSeen && each.tagName === "IFRAME" && each.contentDocument) look(each.contentDocument);
    }
};
look(document);
return said;
"""

# What has the focus, through shadow trees and frames of the page's origin: its places in them, and the name by which tests
# know it.
FOCUSED = """
const places = [];
let root = top.document;
let at = null;
while (root && root.activeElement) {
    at = root.activeElement;
    places.push(Array.prototype.indexOf.call(root.querySelectorAll("*"), at));
    root = at.shadowRoot || (at.tagName === "IFRAME" ? at.contentDocument : null);
}
return at ? [places, at.getAttribute("data-testid") || at.id || at.tagName] : [[], ""];
"""


class Tab:
    """A tab of one of the engines. `browser` is a WebDriver or a Marionette."""

    def __init__(self, browser):
        self._browser = browser

    def open(self, url: str):
        self._browser.switch_to_frame(None)
        self._browser.navigate(url)

    def run(self, script: str, *arguments) -> Any:
        """Runs the body of a function in the page, and returns what it returns."""
        self._browser.switch_to_frame(None)
        return self._browser.execute(script, list(arguments))

    def resize(self, width: int, height: int):
        self._browser.resize(width, height)

    def find(self, selector: str) -> list[dict]:
        """The elements that match and are rendered; the frame that has them is entered."""
        self._browser.switch_to_frame(None)
        if found := self._browser.execute(FIND, [selector]):
            return found
        for frame in self._browser.execute(FIND, ["iframe"]):
            try:
                self._browser.switch_to_frame(frame)
                if found := self._browser.execute(FIND, [selector]):
                    return found
            except WebDriverError:
                pass  # A frame that went away meanwhile has nothing to find.
            self._browser.switch_to_frame(None)
        return []

    def until(self, what: str, condition: Callable[[], Any]) -> Any:
        """Waits for it, and returns what it found."""
        deadline = time.monotonic() + LIMIT
        while True:
            try:
                if found := condition():
                    return found
                failure = None
            except WebDriverError as error:
                # The page has changed between two questions.
                failure = error
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {what}; it shows {self._screenshot()}") from failure
            time.sleep(0.05)

    def said(self, selector: str) -> list[str]:
        """What the elements say that match and are rendered. Unlike ``find`` it enters no frame, which in WebKit would take
        the focus there."""
        return self.run(SAID, selector)

    def see(self, selector: str, text: str = "") -> None:
        """Waits until one of the elements that match shows the text."""
        self.until(f"{selector} with {text!r}", lambda: any(text in said for said in self.said(selector)))

    def miss(self, selector: str) -> None:
        """Waits until nothing that matches is rendered."""
        self.until(f"no {selector}", lambda: not self.said(selector))

    def click(self, selector: str, text: str = "") -> None:
        def press() -> bool:
            if not (element := self._with_text(selector, text)):
                return False
            self._browser.click(element)
            return True

        self.until(f"{selector} with {text!r} to click", press)

    def focused(self) -> str:
        return self.run(FOCUSED)[1]

    def expect_focus(self, name: str):
        self.until(f"focus on {name}, which is on {self.focused()}", lambda: self.focused() == name)

    def walk(self, keys: str, what: str, arrived: Callable[[], Any]):
        """Presses the keys until it has arrived. Firefox has them go their own way to the page, so each has to show its
        effect before the next one."""
        for _ in range(40):
            if arrived():
                return
            before = self.run(FOCUSED)
            self.press(keys)
            self.until(f"{keys} on the way to {what} to move the focus", lambda: self.run(FOCUSED) != before)
        raise AssertionError(f"{keys} never led to {what}")

    def press(self, *names: str):
        """Presses keys as a person does, one after the other; `Shift+Tab` holds one of them."""
        for name in names:
            strokes = [KEYS.get(each, each) for each in (name.split("+") if len(name) > 1 else [name])]
            downs = [{"type": "keyDown", "value": each} for each in strokes]
            ups = [{"type": "keyUp", "value": each} for each in reversed(strokes)]
            self._browser.perform([{"type": "key", "id": "keyboard", "actions": downs + ups}])

    def type(self, text: str):
        """Writes where the focus is."""
        self.press(*text)

    def _with_text(self, selector: str, text: str) -> dict | None:
        for element in self.find(selector):
            if text in (self._browser.execute("return arguments[0].innerText || arguments[0].value || ''", [element])):
                return element
        return None

    def _screenshot(self) -> str:
        """Keeps what is seen now, for whoever looks into a failure. Returns the file's name."""
        with tempfile.NamedTemporaryFile(prefix="otvet-screen-", suffix=".png", delete=False) as file:
            file.write(base64.b64decode(self._browser.screenshot()))
        return file.name
