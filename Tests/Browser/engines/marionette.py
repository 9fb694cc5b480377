"""Firefox by the protocol of its own, which geckodriver speaks too: WebDriver's commands as lines over a socket.
https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from .webdriver import ANSWER_LIMIT, ELEMENT, START_LIMIT, WebDriverError

PREFERENCES = {
    # 0 takes a free port; Firefox then says which in a file of the profile.
    "marionette.port": 0,
    # Headless Firefox says `hover: none` otherwise.
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
    "intl.accept_languages": "en-US",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "toolkit.telemetry.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
}


class Marionette:
    """A Firefox, and one session with it."""

    def __init__(self, program: str):
        self._profile = Path(tempfile.mkdtemp(prefix="otvet-firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (self._profile / "user.js").write_text("\n".join(lines))
        self._firefox = subprocess.Popen(
            [program, "--marionette", "--headless", "--no-remote", "--profile", str(self._profile)],
            env={**os.environ, "HOME": str(self._profile)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._count = 0
        try:
            self._socket = self._connect()
            self._lines = self._socket.makefile("rb")
            self._receive()
            self._do("NewSession", {"capabilities": {"alwaysMatch": {"unhandledPromptBehavior": "ignore"}}})
        except BaseException:
            self._end()
            raise

    def _connect(self) -> socket.socket:
        said = self._profile / "MarionetteActivePort"
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                return socket.create_connection(("127.0.0.1", int(said.read_text())), ANSWER_LIMIT)
            except (OSError, ValueError):
                if time.monotonic() > deadline or self._firefox.poll() is not None:
                    raise
                time.sleep(0.1)

    def _receive(self) -> Any:
        """One packet: its length in decimal digits, a colon, and JSON."""
        length = b""
        while (digit := self._lines.read(1)) != b":":
            if not digit:
                raise ConnectionError("Firefox has ended")
            length += digit
        return json.loads(self._lines.read(int(length)))

    def _do(self, command: str, parameters: dict | None = None) -> Any:
        self._count += 1
        packet = json.dumps([0, self._count, f"WebDriver:{command}", parameters or {}]).encode()
        self._socket.sendall(f"{len(packet)}:".encode() + packet)
        _, number, refusal, result = self._receive()
        assert number == self._count
        if refusal:
            raise WebDriverError(refusal["error"], refusal["message"])
        return result.get("value") if isinstance(result, dict) else result

    def navigate(self, url: str):
        self._do("Navigate", {"url": url})

    def execute(self, script: str, arguments: list) -> Any:
        return self._do("ExecuteScript", {"script": script, "args": arguments})

    def switch_to_frame(self, frame: dict | None):
        self._do("SwitchToFrame", {"element": frame[ELEMENT]} if frame else {})

    def click(self, element: dict):
        self._do("ElementClick", {"id": element[ELEMENT]})

    def perform(self, actions: list[dict]):
        self._do("PerformActions", {"actions": actions})

    def resize(self, width: int, height: int):
        self._do("SetWindowRect", {"width": width, "height": height})

    def screenshot(self) -> str:
        return self._do("TakeScreenshot", {"full": False})

    def close(self):
        self._socket.close()
        self._end()

    def _end(self):
        self._firefox.terminate()
        try:
            self._firefox.wait(15)
        except subprocess.TimeoutExpired:
            self._firefox.kill()
            self._firefox.wait(10)
        shutil.rmtree(self._profile, ignore_errors=True)
