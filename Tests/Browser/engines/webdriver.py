"""W3C WebDriver over HTTP, as WebKit's drivers speak it. https://www.w3.org/TR/webdriver2/"""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
START_LIMIT = 60
# A page on a busy machine may take long to load; what never answers is ended by it.
ANSWER_LIMIT = 90


class WebDriverError(Exception):
    """What the browser says that it could not do."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code = code


class WebDriver:
    """A driver's process, and one session with it."""

    def __init__(self, program: str, capabilities: dict, environment: Mapping[str, str]):
        port = free_port()
        self._address = f"http://127.0.0.1:{port}"
        self._driver = subprocess.Popen(
            [program, f"--port={port}", "--host=127.0.0.1"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._session = self._begin(capabilities)
        except BaseException:
            self._end_driver()
            raise

    def _begin(self, capabilities: dict) -> str:
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                body = {"capabilities": {"alwaysMatch": capabilities}}
                return self._ask("POST", "/session", body)["sessionId"]
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > deadline or self._driver.poll() is not None:
                    raise
                time.sleep(0.1)

    def _ask(self, method: str, path: str, body: dict | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_LIMIT) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refusal:
            said = json.load(refusal)["value"]
            raise WebDriverError(said["error"], said["message"]) from None

    def _do(self, method: str, path: str, body: dict | None = None) -> Any:
        return self._ask(method, f"/session/{self._session}{path}", body)

    def navigate(self, url: str):
        self._do("POST", "/url", {"url": url})

    def execute(self, script: str, arguments: list) -> Any:
        return self._do("POST", "/execute/sync", {"script": script, "args": arguments})

    def switch_to_frame(self, frame: dict | None):
        self._do("POST", "/frame", {"id": frame})

    def click(self, element: dict):
        self._do("POST", f"/element/{element[ELEMENT]}/click", {})

    def perform(self, actions: list[dict]):
        self._do("POST", "/actions", {"actions": actions})

    def resize(self, width: int, height: int):
        self._do("POST", "/window/rect", {"width": width, "height": height})

    def screenshot(self) -> str:
        """A PNG in base64."""
        return self._do("GET", "/screenshot")

    def close(self):
        try:
            self._do("DELETE", "")
        except (WebDriverError, OSError):
            pass  # A browser that hangs is ended with its driver.
        finally:
            self._end_driver()

    def _end_driver(self):
        self._driver.terminate()
        try:
            self._driver.wait(10)
        except subprocess.TimeoutExpired:
            self._driver.kill()
            self._driver.wait(10)


def free_port() -> int:
    """One that nobody listens on now; the drivers take no port 0."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
