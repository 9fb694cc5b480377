"""Visitors whom the site knows: by its signed token, in every browser they sign in with."""

import pytest
from pages import Widget
from playwright.sync_api import Error, Page, expect
from tokens import token


@pytest.fixture
def enter(new_context, desk):
    """Opens the shop in a browser of its own."""

    def enter() -> tuple[Page, Widget]:
        page = new_context().new_page()
        page.goto(f"{desk.url}/demo/shop.html")
        page.wait_for_function("window.otvet")
        return page, Widget(page)

    return enter


def identify(page: Page, jwt: str):
    page.evaluate("(token) => window.otvet.identify(token)", jwt)


def test_conversation_follows_the_customer_and_nobody_else(enter):
    page, laptop = enter()
    laptop.open()
    laptop.write("Anna, not signed in yet")
    laptop.expect_state("Anna, not signed in yet", "sent")
    identify(page, token("anna"))
    laptop.expect_texts(["Anna, not signed in yet"])

    other_page, phone = enter()
    identify(other_page, token("anna"))
    phone.open()
    phone.expect_texts(["Anna, not signed in yet"])
    phone.write("Anna, on the phone")
    laptop.expect_texts(["Anna, not signed in yet", "Anna, on the phone"])

    boris_page, boris = enter()
    identify(boris_page, token("boris"))
    boris.open()
    boris.write("Boris")
    boris.expect_texts(["Boris"])
    laptop.expect_texts(["Anna, not signed in yet", "Anna, on the phone"])


def test_sign_out_leaves_nothing_for_the_next_visitor(enter):
    page, shop = enter()
    identify(page, token("anna"))
    shop.open()
    shop.write("Anna")
    shop.expect_state("Anna", "sent")
    shop.composer.fill("half a secret")
    page.evaluate("window.otvet.signOut()")
    expect(shop.messages).to_have_count(0)
    expect(shop.composer).to_have_value("")
    page.reload()
    shop.open()
    expect(shop.messages).to_have_count(0)
    expect(shop.composer).to_have_value("")


def test_token_of_another_site_is_refused_with_a_reason(enter):
    page, shop = enter()
    shop.open()
    shop.write("somebody")
    shop.expect_state("somebody", "sent")
    with pytest.raises(Error, match="signature"):
        identify(page, token("anna", "the-secret-of-another-site-entirely"))
    shop.expect_texts(["somebody"])
