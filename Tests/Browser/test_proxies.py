"""Otvet behind nginx, Caddy and HAProxy, each with its file of docs/proxies, and with TLS of its own."""

import base64
import hashlib
import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from cabinet_page import Cabinet, Customer
from conftest import CHROMIUM
from fronts import HOST, SITE, Authority, Front, OwnTLS, Proxy
from pages import Widget
from panel_page import Panel, sign_in
from playwright.sync_api import Browser, BrowserContext, expect
from program import Desk
from tokens import token

PROXIES = ["nginx", "caddy", "haproxy"]
FRONTS = [*PROXIES, "own"]
# Everything is asked for with the bounds that strangers have. Many new visitors come at once here.
SETTINGS = {"OTVET_RATE_LIMITS": "on", "OTVET_CHALLENGE": "off"}
POLL = 25


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fronts")


@pytest.fixture(scope="module")
def authority(folder):
    return Authority(folder)


@pytest.fixture(scope="module")
def desk(folder):
    """What the proxies stand before, at a host of its own and below a path at once."""
    desk = Desk(folder / "data", {**SETTINGS, "OTVET_PUBLIC_URL": f"https://{SITE}/chat"})
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def own_desk(folder, authority):
    tls = {"OTVET_TLS_CERTIFICATE": str(authority.chain), "OTVET_TLS_KEY": str(authority.key)}
    desk = Desk(folder / "own-data", {**SETTINGS, **tls, "OTVET_PUBLIC_URL": f"https://{HOST}"})
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def front(folder, authority, desk, own_desk) -> Callable[[str], Front]:
    """Each is started when it is first asked for."""
    started: dict[str, Front] = {}

    def start(name: str) -> Front:
        if name not in started:
            started[name] = (
                OwnTLS(own_desk, authority) if name == "own" else Proxy(name, folder / name, desk, authority)
            )
        return started[name]

    yield start
    for each in started.values():
        each.close()


def visitor(client, prefix: str = "") -> dict[str, str]:
    """Who has a session from now on."""
    answer = client.post(prefix + "/api/support/session", json={})
    assert answer.status_code == 201, answer.text
    return {"Authorization": "Bearer " + answer.json()["session"]["token"]}


@pytest.mark.parametrize("name", FRONTS)
def test_pages_come_compressed_by_the_newest_protocol_there_is(front, name):
    with front(name).client() as client:
        for path in ("/widget.js", "/api/openapi.json", "/admin"):
            plain = client.get(path, headers={"Accept-Encoding": "identity"})
            packed = client.get(path, headers={"Accept-Encoding": "gzip"})
            assert packed.http_version == front(name).protocol
            assert plain.status_code == packed.status_code == 200
            assert packed.headers["content-encoding"] == "gzip", path
            assert packed.content == plain.content
            assert packed.num_bytes_downloaded < len(plain.content)


@pytest.mark.parametrize("name", FRONTS)
def test_a_file_as_large_as_visitors_may_send_is_stored_whole(front, folder, name):
    # Of other bytes for each, because equal contents are stored once.
    head = f"%PDF-1.4 {name}\n".encode()
    content = head + hashlib.shake_256(head).digest(5 * 2**20 - len(head))
    with front(name).client() as client:
        fields = {**visitor(client), "Content-Type": "application/pdf"}
        answer = client.post("/api/support/files?name=a.pdf", content=content, headers=fields)
        assert answer.status_code == 201, answer.text
    data = folder / ("own-data" if name == "own" else "data")
    assert content in [each.read_bytes() for each in data.rglob("*") if each.stat().st_size == len(content)]


@pytest.mark.parametrize("name", FRONTS)
def test_a_websocket_is_opened_and_answers(front, name):
    with front(name).client() as client:
        text = json.dumps({"type": "auth", "token": visitor(client)["Authorization"].removeprefix("Bearer ")}).encode()
    with front(name).socket() as wire:
        key = base64.b64encode(bytes(16)).decode()
        wire.sendall(
            (
                f"GET /api/realtime HTTP/1.1\r\nHost: {HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Origin: https://{HOST}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
            ).encode()
        )
        heard = b""

        def hear(what: bytes):
            nonlocal heard
            while what not in heard:
                piece = wire.recv(4096)
                assert piece, heard
                heard += piece

        # As browsers do, nothing is sent before the answer: Caddy 2.6 would lose it.
        hear(b"\r\n\r\n")
        assert heard.startswith(b"HTTP/1.1 101 ")
        # One masked text frame; the mask is nothing but zeros.
        wire.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
        hear(b'"ready"')


def test_long_polls_are_held_as_long_as_they_wish(front):
    def wait(name: str) -> tuple[float, int, str]:
        with front(name).client() as client:
            fields = visitor(client)
            start = time.monotonic()
            answer = client.get(f"/api/support/chat/poll?after=0&wait={POLL}", headers=fields)
            return time.monotonic() - start, answer.status_code, answer.http_version

    for name in FRONTS:
        front(name)
    with ThreadPoolExecutor() as pool:
        for name, (lasted, status, protocol) in zip(FRONTS, pool.map(wait, FRONTS)):
            assert (status, protocol) == (200, front(name).protocol), name
            assert lasted >= POLL - 0.1, name


@pytest.mark.parametrize("name", FRONTS)
def test_bounds_count_the_client_whoever_it_says_that_it_is(front, name):
    number = FRONTS.index(name)

    def open_session(client, attempt: int) -> int:
        fields = {
            "X-Forwarded-For": f"203.0.113.{attempt}",
            "X-Real-IP": f"203.0.113.{attempt}",
            "Forwarded": f"for=203.0.113.{attempt}",
        }
        return client.post("/api/support/session", json={}, headers=fields).status_code

    with front(name).client(f"127.0.1.{number}") as client:
        statuses = [open_session(client, attempt) for attempt in range(120)]
        assert statuses[0] == 201 and statuses[-1] == 429
    with front(name).client(f"127.0.2.{number}") as other:
        assert open_session(other, 0) == 201


@pytest.mark.parametrize("name", PROXIES)
def test_numbers_are_not_for_the_world(front, name):
    with front(name).client() as client:
        assert client.get("/metrics").status_code == 403
    with front(name).client(host=SITE) as client:
        assert client.get("/chat/metrics").status_code == 403


@pytest.mark.parametrize("name", PROXIES)
def test_below_a_path_everything_is_there_and_nothing_beside_it(front, name):
    with front(name).client(host=SITE) as client:
        assert visitor(client, "/chat")
        for path in ("/chat/widget.js", "/chat/admin", "/chat/cabinet", "/chat/api/openapi.json"):
            assert client.get(path).status_code == 200, path
        assert client.get("/chat/admin/").headers["location"] == "../admin"
        beside = client.get("/api/openapi.json")
        assert "openapi" not in beside.text

        def sign_in_from(origin: str) -> str:
            body = {"name": "Nobody", "password": "wrong password"}
            fields = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
            return client.post("/chat/api/admin/sign-in", json=body, headers=fields).json()["error"]["code"]

        assert sign_in_from(f"https://{SITE}") == "sign_in_refused"
        assert sign_in_from("https://other.example") == "cross_site"


def test_own_tls_is_taken_up_again_without_another_signature(front):
    own = front("own")
    trust = own.trust()
    ask = f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    with own.socket(trust=trust) as first:
        first.sendall(ask)
        # Tickets come behind the handshake.
        assert first.recv(4096).startswith(b"HTTP/1.1 200")
        with own.socket(trust=trust, session=first.session) as second:
            second.sendall(ask)
            assert second.recv(4096).startswith(b"HTTP/1.1 200")
            assert second.session_reused and second.version() == "TLSv1.3"


def test_own_tls_is_all_that_browsers_are_to_use(front):
    with front("own").client() as client:
        assert client.get("/healthz").headers["strict-transport-security"] == "max-age=63072000"

        def sign_in_from(origin: str) -> str:
            body = {"name": "Nobody", "password": "wrong password"}
            return client.post("/api/admin/sign-in", json=body, headers={"Origin": origin}).json()["error"]["code"]

        assert sign_in_from(f"https://{HOST}") == "sign_in_refused"
        assert sign_in_from(f"http://{HOST}") == "cross_site"


@pytest.fixture
def browse(browser: Browser, front):
    """Opens a browser for which the names of the documents lead to a front. It takes any certificate."""
    browsers: list[Browser] = []

    def open_one(name: str) -> BrowserContext:
        place = f"127.0.0.1:{front(name).port}"
        rules = f"MAP {HOST} {place}, MAP {SITE} {place}"
        launched = browser.browser_type.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", f"--host-resolver-rules={rules}"]
        )
        browsers.append(launched)
        return launched.new_context(ignore_https_errors=True, locale="en-US")

    yield open_one
    for each in browsers:
        each.close()


@pytest.mark.parametrize("name", FRONTS)
def test_the_widget_chats(browse, name):
    page = browse(name).new_page()
    page.goto(f"https://{HOST}/demo/shop.html")
    widget = Widget(page).open()
    widget.write("Through it")
    widget.expect_state("Through it", "sent")
    widget.expect_transport("websocket")


def test_the_cabinet_works_below_a_path(desk, browse):
    Customer(desk, "anna").open("The lamp")
    page = browse("nginx").new_page()
    page.goto(f"https://{SITE}/chat/cabinet#token={token('anna')}")
    cabinet = Cabinet(page).open("The lamp")
    cabinet.write("From below")
    expect(cabinet.message("From below")).to_have_attribute("data-state", "sent")


def test_the_panel_works_below_a_path(desk, browse):
    Customer(desk, "boris").open("The chair")
    context = browse("nginx")
    sign_in(desk, context, "Boris", url=f"https://{SITE}")
    page = context.new_page()
    page.goto(f"https://{SITE}/chat/admin")
    panel = Panel(page).enter("The chair")
    panel.write("From below")
    panel.expect_state("From below", re.compile("sent|read"))
    page.goto(f"https://{SITE}/chat/admin#/settings/account")
    expect(page.get_by_test_id("letters")).to_be_visible()
