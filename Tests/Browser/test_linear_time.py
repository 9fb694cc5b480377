"""No text that somebody may write makes a page's work grow faster than the text."""

import pytest

# Parts that a text is made of, by what would be slow with them.
PARTS = ["a.", "a", "@", "a@", "a.a@a.", "www.", "http://a ", "www.a) ", "(", ")", "-", "+.", "ж", "e\u0301", "\n", "a@b.c ", "`", "`a`", "`a\n", "```", "``` "]

# The fastest of several runs for each size, as a ratio; what is too fast to be measured counts as linear.
GROWTH = """
async ([path, name, part, size, before]) => {
  const work = (await import(path))[name];
  const least = (count) => {
    const text = before + part.repeat(count);
    let least = Infinity;
    for (let run = 0; run < 7; run += 1) {
      const start = performance.now();
      name === "styled" ? work(text, [], "") : name === "found" ? work(text, "abcdef") : work(text, []);
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  return least(16 * size) / Math.max(least(size), 0.5);
}
"""


@pytest.mark.parametrize("path, name", [
    ("base/linkify.js", "linkify"), ("base/styled.js", "styled"), ("base/code_marks.js", "codeMarked"),
    ("admin/desk/found.js", "found"),
])
def test_text_is_shown_in_linear_time(new_context, desk, path, name):
    page = new_context().new_page()
    page.goto(f"{desk.url}/cabinet")
    for part in PARTS:
        for before in ["", "http://", "```"]:
            # What is not linear is not so in any run; what else the machine does may spoil some.
            runs = (page.evaluate(GROWTH, [f"{desk.url}/{path}", name, part, 1000, before]) for _ in range(5))
            growth = next((growth for growth in runs if growth < 40), 256)
            assert growth < 40, f"{name} of {part!r} after {before!r}: over 40 times for 16 times the text"


@pytest.mark.parametrize("text, links", [
    ("see www.a.example, or mail a.b@c.example.", ["https://www.a.example/", "mailto:a.b@c.example"]),
    ("http://a.example/x@y (b@c.example)", ["http://a.example/x@y", "mailto:b@c.example"]),
    (".a+b@c-d.example.org@ @x a@b", ["mailto:a+b@c-d.example.org"]),
    ("a@b.example c@d.example", ["mailto:a@b.example", "mailto:c@d.example"]),
    ("(https://a.example/b_(c))", ["https://a.example/b_(c))"]),
    ("https://a.example/b).", ["https://a.example/b"]),
])
def test_addresses_are_found(new_context, desk, text, links):
    page = new_context().new_page()
    page.goto(f"{desk.url}/cabinet")
    found = page.evaluate(
        """async ([path, text]) => (await import(path)).linkify(text).filter((part) => part.href).map(({ href }) => href)""",
        [f"{desk.url}/base/linkify.js", text])
    assert found == links
