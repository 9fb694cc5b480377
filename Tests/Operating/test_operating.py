"""The life of an installation, by docs/operating.md: each of its commands runs as it stands there."""

import http.server
import json
import shutil
import signal
import sys
import threading
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from machine import ROOT, Machine, blocks

sys.path.insert(0, str(ROOT / "Tests/Browser"))
from conftest import CHROMIUM  # noqa: E402
from fronts import HOST, Authority, Proxy, free_port  # noqa: E402
from pages import Widget, eventually  # noqa: E402
from playwright.sync_api import expect, sync_playwright  # noqa: E402
from program import CHAT, TOKEN, Program  # noqa: E402

KEY = "put-a-long-random-word-here"


class Standing:
    """Where a server listens, for a proxy that stands before it."""

    def __init__(self, port: int):
        self.url = f"http://127.0.0.1:{port}"


def site(folder: Path, line: str) -> str:
    """A site of its own origin that shows the chat. Its address."""
    folder.mkdir()
    (folder / "index.html").write_text(f"<!doctype html><title>Shop</title><h1>Shop</h1>{line}")

    class Silent(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def test_the_life_of_an_installation(tmp_path):
    guide, run = blocks("sh"), set()
    with ExitStack() as end:
        telegram = Program(["telegram-simulator", "--listen", "127.0.0.1:0"], {})
        end.callback(telegram.stop)
        certificates = tmp_path / "certificates"
        certificates.mkdir()
        authority = Authority(certificates)
        front_port = free_port()
        machine = Machine(
            tmp_path / "machine", free_port(), free_port(),
            {"--cacert": str(certificates / "ca.pem"), "--connect-to": f"{HOST}:443:127.0.0.1:{front_port}"})
        end.callback(machine.stop)

        def step(heading: str, number: int = 0, more: str = "") -> str:
            run.add((heading, number))
            print(f"· {heading}", flush=True)
            return machine.run(guide[heading][number].rstrip() + more)

        def asked(path: str, body: dict | None = None) -> dict:
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(telegram.url + path, data, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.loads(answer.read())

        def topics() -> list[dict]:
            return [topic for topic in asked("/simulator/state")["topics"] if topic["thread_id"]]

        def answer(text: str):
            asked("/simulator/write", {"text": text, "topic": topics()[0]["thread_id"], "name": "Olga"})

        step("Install it", 0)
        machine.install()
        settings = blocks("ini")["Install it"][0]
        settings = settings.replace("123456:the-token-from-BotFather", TOKEN).replace("-1001234567890", CHAT)
        with machine.settings.open("a") as file:
            file.write(machine.here(settings))
            file.write(f"TELEGRAM_API_URL={telegram.url}\n")
        machine.start()
        assert f"https://{HOST}/admin" in step("Install it", 1)

        step("Put it behind a proxy")
        assert (machine.folder / "etc/nginx/conf.d/otvet.conf").read_text() == (ROOT / "docs/proxies/nginx.conf").read_text()
        proxy = Proxy("nginx", tmp_path / "nginx", Standing(machine.listen), authority, port=front_port)
        end.callback(proxy.close)

        # The stand-in calls by plain HTTP only, so it is told the program's own address.
        step("Let Telegram call", more=f"?url=http://127.0.0.1:{machine.listen}/api/telegram/webhook")

        playwright = end.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{front_port}"])
        end.callback(browser.close)
        page = browser.new_context(ignore_https_errors=True, locale="en-US").new_page()
        page.goto(site(tmp_path / "site", blocks("html")["Put it behind a proxy"][0]))
        widget = Widget(page).open()
        widget.write("Is the blue one in stock?")
        eventually(lambda: any("blue one" in str(topic["messages"]) for topic in topics()))
        answer("Yes, three.")
        expect(widget.texts).to_have_text(["Is the blue one in stock?", "Yes, three."])

        assert "otvet_build_info" in step("Watch it")
        step("Back it up")
        widget.write("Written after the backup")
        widget.expect_state("Written after the backup", "sent")
        machine.stop(signal.SIGKILL)
        machine.start()
        assert "Nothing is wrong" in step("When something broke", 0)
        expect(widget.texts).to_have_count(3)

        # The disk is lost.
        machine.stop(signal.SIGKILL)
        step("When something broke", 1)
        machine.start()
        expect(widget.texts).to_have_text(["Is the blue one in stock?", "Yes, three."])
        answer("Still here.")
        expect(widget.message("Still here.")).to_be_visible()

        machine.upgrade(ROOT / "Tests/BackupTests/Folders/schema-1")

        machine.settings.write_text(machine.settings.read_text() + "OTVET_ALLOWED_ORIGINS=https://shop.example\n")
        step("Change settings")
        machine.stop()
        machine.start()

        step("Move, hand over, prove")
        step("Forget somebody")
        eventually(lambda: not topics())
        assert "Nothing was lost" in step("Rehearse the worst")
    assert run == {(heading, number) for heading, code in guide.items() for number in range(len(code))}
    shutil.rmtree(tmp_path / "machine")
