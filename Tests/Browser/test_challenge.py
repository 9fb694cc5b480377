"""What a browser does for itself while very many strangers come."""

import pytest
from pages import Widget
from playwright.sync_api import Page, expect
from program import Desk


@pytest.fixture
def desk(tmp_path, request):
    """One that asks every stranger for work."""
    desk = Desk(tmp_path / "data", {"OTVET_CHALLENGE": "on"})
    yield desk
    desk.close()
    request.node.add_report_section("call", "server", desk.output)


@pytest.mark.parametrize("has_workers", [True, False])
def test_a_new_visitors_browser_works_unseen_and_is_let_in(desk, page: Page, has_workers):
    if not has_workers:
        page.add_init_script("delete window.Worker")
    page.goto(f"{desk.url}/demo/shop.html")
    widget = Widget(page)
    answers = []
    page.on("response", lambda answer: "support/session" in answer.url and answers.append(answer.status))
    widget.open()
    widget.write("I am no flood")
    widget.expect_state("I am no flood", "sent", timeout=60_000)
    assert answers == [429, 201]
    page.reload()
    widget.open()
    widget.expect_texts(["I am no flood"])
    assert answers == [429, 201]
