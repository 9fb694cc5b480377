"""Pages behind a proxy that gives them only a path of its site."""

import re

from cabinet_page import Cabinet, Customer
from panel_page import Panel, sign_in
from playwright.sync_api import Page, Route, expect
from tokens import token


def put_below(desk, page: Page, prefix: str = "/chat/"):
    """Nothing of the server is anywhere else."""

    def forward(route: Route):
        address = route.request.url.removeprefix(desk.url)
        if address.startswith(prefix):
            route.fulfill(response=route.fetch(url=desk.url + "/" + address.removeprefix(prefix)))
        else:
            route.fulfill(status=404)

    page.route(re.compile(re.escape(desk.url)), forward)


def test_cabinet_works_below_a_path(desk, page: Page):
    Customer(desk, "anna").open("The lamp")
    put_below(desk, page)
    page.goto(f"{desk.url}/chat/cabinet#token={token('anna')}")
    cabinet = Cabinet(page).open("The lamp")
    cabinet.write("From below")
    expect(cabinet.message("From below")).to_have_attribute("data-state", "sent")


def test_panel_works_below_a_path(desk, new_context):
    Customer(desk, "anna").open("The lamp")
    context = new_context()
    sign_in(desk, context, "Boris")
    page = context.new_page()
    put_below(desk, page)
    page.goto(f"{desk.url}/chat/admin")
    panel = Panel(page).enter("The lamp")
    panel.write("From below")
    panel.expect_state("From below", re.compile("sent|read"))
    page.goto(f"{desk.url}/chat/admin#/settings/account")
    expect(page.get_by_test_id("letters")).to_be_visible()
