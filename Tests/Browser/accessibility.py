"""Whether a page can be used by everybody, as far as a program can tell."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def expect_accessible(page: Page, context: dict | None = None, **options):
    """`context` names parts that are left out."""
    # It looks into frames that it is in.
    for frame in page.frames[1:] if context is None else []:
        frame.evaluate(Axe().axe_script)
    results = Axe().run(page, context=context, options={"runOnly": RULES, **options})
    assert results.violations_count == 0, results.generate_report()


def expect_accessible_at_rest(page: Page, context: dict | None = None):
    """For pages in which something moves."""
    # What is in movement has other colours, and so has what begins to move while it is looked at.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))")
    expect_accessible(page, context)
