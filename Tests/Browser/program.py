"""Starts the real program, and kills it."""

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("OTVET_BINARY", str(ROOT / ".build/debug/otvet"))

# The simulator serves one bot and one group, always these.
TOKEN = "7000000001:simulator-token-for-tests-only-000000"
CHAT = "-1001234567890"

# The site signs with it who its visitors are.
JWT_SECRET = "a-secret-of-the-shop-for-tests-only"
ADMIN_TOKEN = "an-operators-key-for-tests-only-0000"

# The program takes no setting that it does not know; these are the tests' own.
SURROUNDINGS = {name: value for name, value in os.environ.items() if name not in ("OTVET_BINARY", "OTVET_CHROMIUM")}

START_LIMIT = 30


class Program:
    """One running `otvet`, with what it has said."""

    def __init__(self, arguments: list[str], environment: dict[str, str]):
        self.output: list[str] = []
        self.url = ""
        self._listening = threading.Event()
        self._process = subprocess.Popen(
            [BINARY, *arguments],
            env={**SURROUNDINGS, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._listening.wait(START_LIMIT) or not self.url:
            self.stop()
            raise RuntimeError(f"{' '.join(arguments)} does not listen:\n{''.join(self.output)}")

    def _read(self):
        for line in self._process.stdout:
            self.output.append(line)
            if not self.url and (said := re.match(r"(?:listening on|Open) (http\S+)", line)):
                self.url = said[1]
                self._listening.set()
        self._listening.set()

    def said(self, pattern: str) -> re.Match:
        """What it says of this form, as soon as it does."""
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            if found := re.search(pattern, "".join(self.output)):
                return found
            time.sleep(0.05)
        raise RuntimeError(f"never said {pattern}:\n{''.join(self.output)}")

    def kill(self):
        """What a power cut or the kernel does: no chance to put anything in order."""
        self._process.send_signal(signal.SIGKILL)
        self._end()

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._end()

    def _end(self):
        self._process.wait(10)
        self._reader.join(5)


class Desk:
    """The server with its data folder, and the Telegram it talks to.

    `settings` are added to those of the tests, or stand in their place.
    """

    def __init__(self, data: Path, settings: dict[str, str] | None = None):
        self._data = data
        self._settings = settings or {}
        self._past_output: list[str] = []
        self.telegram = Program(["telegram-simulator", "--listen", "127.0.0.1:0"], {})
        self._server = self._serve("127.0.0.1:0")
        self.url = self._server.url

    def _serve(self, address: str) -> Program:
        return Program(
            ["serve", "--listen", address, "--data", str(self._data)],
            {
                "TELEGRAM_MESSAGES_PER_MINUTE": "off",
                "TELEGRAM_API_URL": self.telegram.url,
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_SUPPORT_CHAT_ID": CHAT,
                "OTVET_DEMO": "true",
                "OTVET_RATE_LIMITS": "off",
                # Without TLS: browsers take cookies that ask for it from no address of this machine's.
                "OTVET_PUBLIC_URL": "http://desk.example",
                "OTVET_JWT_SECRET": JWT_SECRET,
                "OTVET_ADMIN_TOKEN": ADMIN_TOKEN,
                **self._settings,
            },
        )

    @property
    def output(self) -> str:
        return "".join([*self._past_output, *self._server.output])

    def said(self, pattern: str) -> re.Match:
        """What the server says of this form, as soon as it does."""
        return self._server.said(pattern)

    def kill(self):
        self._server.kill()
        self._past_output += [*self._server.output, "--- killed ---\n"]

    def restart(self):
        """The same address, the same data."""
        self._server = self._serve(self.url.removeprefix("http://"))

    def back_up(self, place: Path):
        """Copies the data, of a desk that is down."""
        shutil.copytree(self._data, place)

    def bring_back(self, place: Path):
        """The data as it was, for a desk that is down."""
        shutil.rmtree(self._data)
        shutil.copytree(place, self._data)

    def close(self):
        self._server.stop()
        self.telegram.stop()
