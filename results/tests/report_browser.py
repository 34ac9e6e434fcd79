"""A browser that knows its way about a report."""

from chromium import Chromium

# The rows of the matrix, and those that can be seen, as JavaScript expressions.
ROWS = "[...document.querySelectorAll('#matrix tbody tr:not(.area)')]"
VISIBLE = ROWS + ".filter((r) => r.checkVisibility())"


class ReportBrowser(Chromium):
    def visible(self):
        return self.run(VISIBLE + ".length")

    def shows_only(self, condition):
        """Whether the rows that can be seen are those for which the expression CONDITION of a row r holds: some, not all."""
        shown = self.run(VISIBLE + ".map((r) => r.rowIndex)")
        wanted = self.run(f"{ROWS}.filter((r) => {condition}).map((r) => r.rowIndex)")
        return shown == wanted and 0 < len(shown) < self.run(ROWS + ".length")

    def opened(self):
        return self.run("document.getElementById('page').open && document.getElementById('page-title').textContent")

    def focused(self):
        return self.run("decodeURIComponent((document.activeElement.getAttribute('href') || '').slice(1)) || document.activeElement.id")

    def wait_opened(self, wanted):
        self.until(lambda: self.opened() == wanted, f"the page of {wanted}, not {self.opened()}", 30)

    def wait_closed(self):
        """And for what follows the closing: the fragment goes, the focus returns."""
        self.until(lambda: not self.opened() and self.run("location.hash") == "", "the page to close", 30)

    def text_of(self, selector):
        return self.run(f"document.querySelector('{selector}').innerText")

    def headline(self):
        return self.run("Object.fromEntries([...document.querySelectorAll('#headline div')]"
                        ".map((e) => [e.querySelector('dt').textContent, e.querySelector('dd').textContent]))")
