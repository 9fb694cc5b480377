"""Work on the pages: OTVET_WEB serves a folder as it is, and an open page reloads once something in it is saved."""

import shutil
from pathlib import Path

import pytest
from pages import Widget
from playwright.sync_api import Page, expect
from program import ROOT, Desk


@pytest.fixture
def web(tmp_path) -> Path:
    return shutil.copytree(ROOT / "Sources/Assets/Web", tmp_path / "web")


@pytest.fixture
def desk(tmp_path, web, request):
    desk = Desk(tmp_path / "data", {"OTVET_WEB": str(web)})
    yield desk
    desk.close()
    request.node.add_report_section("call", "server", desk.output)


def replace(file: Path, old: str, new: str):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_page_reloads_when_it_or_what_it_shows_is_saved(desk, web: Path, page: Page):
    page.goto(f"{desk.url}/admin")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    # A page, a module that is fetched later, a style sheet, and a new module that another imports.
    replace(web / "admin/index.html", "<meta ", '<meta name="saved"><meta ')
    expect(page.locator("meta[name=saved]")).to_be_attached()
    replace(web / "admin/sign_in/locales/en.js", '"Password"', '"Secret"')
    expect(page.get_by_label("Secret", exact=True)).to_be_visible()
    with (web / "admin/admin.css").open("a") as sheet:
        sheet.write("body { outline-color: rgb(1, 2, 3); }\n")
    expect(page.locator("body")).to_have_css("outline-color", "rgb(1, 2, 3)")
    (web / "admin/new.js").write_text('document.documentElement.dataset.fresh = "yes";\nexport const fresh = true;\n')
    replace(web / "admin/main.js", "\nimport ", '\nimport { fresh } from "./new.js";\nimport ')
    expect(page.locator("html[data-fresh=yes]")).to_be_attached()
    expect(page.get_by_label("Secret", exact=True)).to_be_visible()


def test_shop_reloads_with_the_widget_that_was_saved(desk, web: Path, page: Page):
    page.goto(f"{desk.url}/demo/shop.html")
    Widget(page).open()
    replace(web / "widget/panel.css", ":host {", ":host { --saved: 7;")
    expect(Widget(page).launcher).to_be_visible()
    expect(Widget(page).panel).to_be_hidden()
    Widget(page).open()


def test_page_outlives_a_file_that_is_broken_while_it_is_written(desk, web: Path, page: Page):
    page.goto(f"{desk.url}/admin")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    main = web / "admin/main.js"
    whole = main.read_text()
    main.write_text('import { gone } from "./gone.js";\n')
    expect(page.get_by_text("Please reload the page.")).to_be_visible()
    main.write_text(whole)
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
