"""What the documents say about a reverse proxy, run as it stands there: with nginx, before the real program."""

import base64
import gzip
import http.client
import json
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from program import ROOT, Desk

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
BLOCKS = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs/configuration.md").read_text(), re.S)
SHELL = """
daemon off; pid nginx.pid; error_log stderr;
events {{}}
http {{
    access_log off; client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {}
}}
"""
CLIENT = "127.0.0.5"


class Answer(NamedTuple):
    status: int
    fields: dict[str, str]
    body: bytes


class Proxy:
    """nginx with a block of the documents, in which nothing but the ports is replaced."""

    def __init__(self, folder: Path, desk: Desk, block: str):
        self.port = free_port()
        address = desk.url.removeprefix("http://")
        for documented, real in (("127.0.0.1:8080", address), ("listen 80;", f"listen 127.0.0.1:{self.port};")):
            assert block.count(documented) == 1
            block = block.replace(documented, real)
        folder.mkdir()
        (folder / "nginx.conf").write_text(SHELL.format(block))
        self._log = open(folder / "said.txt", "wb")
        self._process = subprocess.Popen(
            [NGINX, "-p", str(folder), "-c", "nginx.conf"], stderr=self._log, stdout=self._log
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                self.ask("GET", "/healthz")
                return
            except OSError:
                assert self._process.poll() is None, (folder / "said.txt").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)

    def ask(self, method: str, path: str, body: bytes | None = None, **fields: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(CLIENT, 0))
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request(method, path, body, {"Host": "desk.example", **named})
        answer = connection.getresponse()
        whole = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return whole

    def close(self):
        self._process.terminate()
        self._process.wait(10)
        self._log.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def proxy(tmp_path, desk):
    proxy = Proxy(tmp_path / "nginx", desk, BLOCKS[0])
    yield proxy
    proxy.close()


def visitor(proxy: Proxy, prefix: str = "") -> str:
    answer = proxy.ask("POST", prefix + "/api/support/session", b"{}", Content_Type="application/json")
    assert answer.status == 201
    return "Bearer " + json.loads(answer.body)["session"]["token"]


def test_both_documented_blocks_are_known():
    assert len(BLOCKS) == 2


def packs(proxy: Proxy, path: str):
    plain = proxy.ask("GET", path)
    packed = proxy.ask("GET", path, Accept_Encoding="gzip")
    assert plain.status == packed.status == 200
    assert packed.fields["content-encoding"] == "gzip", path
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


def test_files_as_large_as_the_program_takes_them_go_through(proxy):
    picture = b"%PDF-1.4\n" + bytes(4_500_000)
    answer = proxy.ask(
        "POST", "/api/support/files?name=a.pdf", picture, Authorization=visitor(proxy), Content_Type="application/pdf"
    )
    assert answer.status == 201, answer.body


def test_pages_and_scripts_are_compressed(proxy):
    for path in ("/widget.js", "/api/openapi.json", "/admin"):
        packs(proxy, path)


def test_a_socket_is_opened_and_answers(proxy):
    with socket.create_connection(("127.0.0.1", proxy.port), 20) as wire:
        key = base64.b64encode(bytes(16)).decode()
        wire.sendall(
            (
                "GET /api/realtime HTTP/1.1\r\nHost: desk.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
            ).encode()
        )
        text = f'{{"type":"auth","token":"{visitor(proxy).removeprefix("Bearer ")}"}}'.encode()
        # One masked text frame; the mask is nothing but zeros.
        wire.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
        heard = b""
        while b'"ready"' not in heard:
            piece = wire.recv(4096)
            assert piece, heard
            heard += piece
        assert heard.startswith(b"HTTP/1.1 101 ")


def test_a_long_poll_waits_and_is_answered(proxy):
    token = visitor(proxy)
    start = time.monotonic()
    answer = proxy.ask("GET", "/api/support/chat/poll?after=0&wait=2", Authorization=token)
    assert answer.status == 200
    assert time.monotonic() - start >= 1.9


def test_the_program_knows_the_client_and_keeps_its_numbers_to_itself(proxy, desk):
    wrong = b'{"name":"Nobody","password":"wrong password"}'
    assert proxy.ask("POST", "/api/admin/sign-in", wrong, Content_Type="application/json").status == 401
    deadline = time.monotonic() + 20
    while f"sign-in refused client={CLIENT}" not in desk.output:
        assert time.monotonic() < deadline, desk.output
        time.sleep(0.05)
    refused = proxy.ask("GET", "/metrics")
    assert refused.status == 401
    # The proxy names requests, and the program's answers and lines have these names.
    name = refused.fields["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert re.search(r"sign-in refused client=\S+ path=\S+ request=[0-9a-f]{32}\n", desk.output)


def test_below_a_path_the_pages_are_there_and_browsers_may_sign_in(tmp_path, request):
    desk = Desk(tmp_path / "data", {"OTVET_PUBLIC_URL": "https://example.com/desk"})
    # As the words before the block say: in a `server`, with the `map` of the first block before it.
    server = "server {\n    listen 80;\n" + BLOCKS[1] + "}\n"
    connection_upgrade = BLOCKS[0].splitlines()[0]
    assert connection_upgrade.startswith("map ")
    proxy = Proxy(tmp_path / "nginx", desk, connection_upgrade + "\n" + server)
    try:
        assert visitor(proxy, "/desk")
        for path in ("/desk/widget.js", "/desk/admin", "/desk/cabinet", "/desk/api/openapi.json"):
            packs(proxy, path)
        assert proxy.ask("GET", "/desk/metrics").status == 401
        assert proxy.ask("GET", "/desk/admin/").fields["location"] == "../admin"
        wrong = b'{"name":"Nobody","password":"wrong password"}'

        def sign_in(origin: str) -> str:
            fields = {"Content_Type": "application/json", "Origin": origin, "Sec_Fetch_Site": "same-origin"}
            return json.loads(proxy.ask("POST", "/desk/api/admin/sign-in", wrong, **fields).body)["error"]["code"]

        assert sign_in("https://example.com") == "sign_in_refused"
        assert sign_in("https://other.example") == "cross_site"
    finally:
        proxy.close()
        desk.close()
        request.node.add_report_section("call", "server", desk.output)
