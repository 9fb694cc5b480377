"""Parts of the pages that do not come at once: browsers remember a module that failed, people are told."""

import re

import pytest
from cabinet_page import Cabinet, Customer
from pages import Widget
from panel_page import Panel, sign_in
from playwright.sync_api import Page, expect
from test_site import serve_page  # noqa: F401 (a fixture)
from tokens import token


def refuse(page: Page, path: str):
    """This very address is refused for ever, as by a browser that remembers it."""
    page.route(re.compile(f"/{re.escape(path)}$"), lambda route: route.fulfill(status=503))


@pytest.mark.parametrize("path", ["cabinet/app.js", "cabinet/locales/en.js", "chat/locales/en.js"])
def test_cabinet_asks_again_for_what_failed(path: str, desk, page: Page):
    Customer(desk, "anna").open("The lamp")
    refuse(page, path)
    expect(Cabinet(page).enter(desk, "anna").ticket("The lamp")).to_be_visible()


@pytest.mark.parametrize("path", ["cabinet/app.js", "look/look.css"])
def test_cabinet_that_did_not_load_says_so_and_can_be_tried_again(path: str, desk, page: Page):
    Customer(desk, "anna").open("The lamp")
    page.route(re.compile(path), lambda route: route.fulfill(status=503))
    page.goto(f"{desk.url}/cabinet#token={token('anna')}")
    expect(page.get_by_role("alert")).to_contain_text("Your tickets didn’t load")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(Cabinet(page).ticket("The lamp")).to_be_visible()


@pytest.mark.parametrize("path", ["admin/desk/desk.js", "admin/desk/locales/en.js"])
def test_panel_asks_again_for_what_failed(path: str, desk, new_context):
    context = new_context()
    sign_in(desk, context, "Anna")
    page = context.new_page()
    refuse(page, path)
    Panel(page).open(desk.url)


@pytest.mark.parametrize("path", ["admin/sign_in/sign_in.js", "admin/sign_in/locales/en.js", "admin/controls/locales/en.js"])
def test_sign_in_asks_again_for_what_failed(path: str, desk, page: Page):
    refuse(page, path)
    page.goto(f"{desk.url}/admin")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def test_chat_without_a_frame_asks_again_for_its_words(desk, page: Page, serve_page):  # noqa: F811
    refuse(page, "chat/locales/en.js")
    html = f'<!doctype html><html lang="en"><head><script src="{desk.url}/widget.js" async></script></head><body></body></html>'
    page.goto(serve_page(html, {"Content-Security-Policy": "sandbox allow-scripts"}))
    shop = Widget(page, None)
    shop.launcher.click()
    expect(page.get_by_role("alert").filter(has_text="The chat didn’t load.")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(shop.panel).to_be_visible()
    shop.write("hello")
    shop.expect_state("hello", "sent")


@pytest.mark.parametrize("name", ["admin", "cabinet"])
def test_page_whose_scripts_do_not_run_says_so(name: str, desk, page: Page):
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.goto(f"{desk.url}/{name}")
    expect(page.get_by_text("Please reload the page.")).to_be_visible()


def test_link_that_is_too_old_shuts_out_nobody_who_is_signed_in(desk, page: Page):
    Customer(desk, "anna").open("The lamp")
    cabinet = Cabinet(page).enter(desk, "anna")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{desk.url}/cabinet#token={token('anna', exp=1)}")
    expect(cabinet.ticket("The lamp")).to_be_visible()
    expect(cabinet.toasts).to_contain_text("This link has expired")
