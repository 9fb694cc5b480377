"""What the running program tells whoever watches over it: metrics, the log, numbers of faults, and the audit log."""

import json
import re
import sqlite3
import sys
import urllib.error
import urllib.request

import pytest
from api import call
from panel_page import sign_in
from playwright.sync_api import expect
from program import ADMIN_TOKEN, JWT_SECRET, ROOT, TOKEN, Desk
from settings_page import Settings
from tokens import token as site_token

sys.path.append(str(ROOT / "Tests/Documents"))

from monitoring import alerts, expressions, selectors
from promtool import needed, promtool


@pytest.fixture
def watched(tmp_path, request):
    """A desk with a listener for metrics, that logs all there is as JSON."""
    settings = {
        "OTVET_METRICS_LISTEN": "127.0.0.1:0", "OTVET_LOG_LEVEL": "trace", "OTVET_LOG_FORMAT": "json",
        "OTVET_RATE_LIMITS": "on",
    }
    desk = Desk(tmp_path / "data", settings)
    yield desk
    desk.close()
    request.node.add_report_section("call", "server", desk.output)


def fetch(url: str, **fields: str):
    with urllib.request.urlopen(urllib.request.Request(url, headers=fields), timeout=20) as answer:
        return answer.read().decode()


def fetch_from(url: str, body: bytes):
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def metrics_url(desk: Desk) -> str:
    return desk.said(r"metrics at (http\S+)")[1]


def conversation(desk: Desk) -> dict[str, str]:
    """A customer and an agent say something to each other. Returns what no log may have."""
    opened = call(desk, "POST", "/api/support/session", {}, key=None).json
    visitor = opened["session"]["token"]
    words = {
        "the customer's words": "zanzibar umbrella", "the agent's words": "velvet accordion",
        "the customer's name": "Penelope Quux", "the customer's address": "penelope@quux.example",
        "the session's token": visitor, "the site's secret": JWT_SECRET, "the operator's key": ADMIN_TOKEN,
        "the bot's token": TOKEN.split(":")[1], "a password": "wrong horse stapler",
    }
    words["the site's token"] = site_token(
        "u1", name=words["the customer's name"], email=words["the customer's address"]
    )
    known = call(desk, "POST", "/api/support/identify", {"token": words["the site's token"]}, key=visitor)
    assert known.status == 200
    visitor = words["the known customer's token"] = known.json["session"].get("token", visitor)
    said = call(desk, "POST", "/api/support/chat/send", {"message": words["the customer's words"]}, key=visitor)
    assert said.status == 201
    ticket = said.json["ticket"]["id"]
    answer = call(desk, "POST", f"/api/admin/tickets/{ticket}/messages", {"message": words["the agent's words"]})
    assert answer.status == 201
    made = call(desk, "POST", "/api/admin/api-keys", {"name": "Shop", "role": "agent"}).json
    words["a key"] = made["secret"]
    assert call(desk, "GET", "/api/admin/tickets", key="otv_wrong-key-of-somebody").status == 401
    wrong = {"name": "nobody@quux.example", "password": words["a password"]}
    assert call(desk, "POST", "/api/admin/sign-in", wrong, key=None).status == 401
    return words


@needed
def test_metrics_keep_to_the_conventions_and_have_all_that_is_asked_for(watched):
    conversation(watched)
    watched.said("message delivered")
    page = fetch(metrics_url(watched))
    promtool("check", "metrics", text=page)
    kinds = dict(re.findall(r"^# TYPE (\w+) (\w+)$", page, re.M))
    labels = {
        (name, label)
        for name, text in re.findall(r"^(\w+)\{(.*)\} \S+$", page, re.M)
        for label in re.findall(r'(\w+)="', text)
    }
    asked = [*expressions(), *alerts().values()]
    names = {name for text in asked for name, _ in selectors(text)}
    assert len(names) > 30
    for text in asked:
        for name, chosen in selectors(text):
            family = name if name in kinds else re.sub(r"_(bucket|sum|count)$", "", name)
            assert family in kinds, (name, text)
            assert (kinds[family] == "histogram") == (name != family), (name, text)
            # Prometheus itself adds these two.
            for label in chosen - {"job", "instance"}:
                assert (name, label) in labels, (name, label, text)
    # What is counted is also shown or watched.
    assert {name for name in kinds if name.startswith("otvet_")} - {
        re.sub(r"_(bucket|sum|count)$", "", name) for name in names
    } == {"otvet_telegram_foreign_webhook"}


def test_metrics_are_for_the_staff_or_on_an_address_of_their_own(watched):
    assert call(watched, "GET", "/metrics", key=None).status == 401
    visitor = call(watched, "POST", "/api/support/session", {}, key=None).json["session"]["token"]
    assert call(watched, "GET", "/metrics", key=visitor).status == 401
    key = call(watched, "POST", "/api/admin/api-keys", {"name": "Prometheus", "role": "agent"}).json["secret"]
    assert "otvet_build_info" in fetch(watched.url + "/metrics", Authorization=f"Bearer {key}")
    place = metrics_url(watched)
    assert "otvet_build_info" in fetch(place)
    own = place.removesuffix("/metrics")
    assert fetch(own + "/healthz") == "ok\n"
    for path in ("/", "/admin", "/widget.js", "/api/admin/me", "/readyz", "/api/support/session"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch(own + path)


def test_log_tells_of_messages_by_ids_and_of_nothing_else(watched):
    secrets = conversation(watched)
    watched.said("message delivered")
    topic = json.loads(fetch(watched.telegram.url + "/simulator/state"))["topics"][-1]["thread_id"]
    body = json.dumps({"text": "velvet accordion again", "topic": topic, "name": "Olga Quux"}).encode()
    fetch_from(watched.telegram.url + "/simulator/write", body)
    watched.said(r'"from":"telegram"')
    for what, words in secrets.items():
        assert words not in watched.output, what
    assert "quux" not in watched.output.lower() and "accordion" not in watched.output
    lines = [json.loads(line) for line in watched.output.splitlines() if line.startswith("{")]
    support = [line for line in lines if line["part"] == "Support"]
    assert {(line["level"], line["message"]) for line in support} >= {
        ("info", "message posted"), ("info", "message delivered"),
    }
    for line in support:
        if line["message"].startswith("message "):
            assert line["context"].keys() >= {"ticket", "message"}
            assert line["context"].keys() <= {"ticket", "message", "by", "status", "request", "to", "from"}


def test_id_of_a_request_is_in_its_answer_and_in_its_lines(watched):
    visitor = call(watched, "POST", "/api/support/session", {}, key=None)
    body = json.dumps({"message": "hello"}).encode()
    token = visitor.json["session"]["token"]
    headers = {
        "Authorization": f"Bearer {token}", "Content-Type": "application/json", "X-Request-ID": "from-the-proxy.1",
    }
    request = urllib.request.Request(watched.url + "/api/support/chat/send", body, headers, method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.headers["X-Request-ID"] == "from-the-proxy.1"
    watched.said(r'"message":"message posted","context":\{[^}]*"request":"from-the-proxy\.1"')
    made = visitor.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)
    watched.said(rf'"message":"opened","context":\{{[^}}]*"request":"{made}"')


def test_number_of_a_fault_is_shown_and_is_in_the_log_with_its_cause(tmp_path, new_context, desk):
    context = new_context()
    sign_in(desk, context, "Anna", "admin")
    # What no deed of a person does: it takes a broken disk or a bug.
    with sqlite3.connect(tmp_path / "data/otvet.db") as database:
        database.execute("DROP TABLE canned_replies")
    answer = call(desk, "GET", "/api/admin/canned-replies")
    assert answer.status == 500 and answer.json["error"]["code"] == "internal"
    number = answer.json["error"]["error_id"]
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}", number)
    assert number in answer.json["error"]["message"]
    line = desk.said(rf"error \[HTTP\] fault .*error_id={number}.*")[0]
    assert "no such table: canned_replies" in line
    assert "request=" + answer.headers["X-Request-ID"] in line

    settings = Settings(desk, context.new_page()).open("replies")
    said = settings.page.get_by_text(re.compile(r"tell whoever runs the server this number: \w{4}-\w{2}\."))
    expect(said).to_be_visible()
    shown = re.search(r"\w{4}-\w{2}(?=\.$)", said.inner_text())[0]
    assert shown != number
    desk.said(f"error_id={shown}")
