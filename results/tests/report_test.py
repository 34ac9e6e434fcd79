#!/usr/bin/env python3
"""The report in a real browser: report_test.py TWINPIPE [DIRECTORY FOR SCREENSHOTS]

Needs chromium; where it is absent the test is skipped (exit code 77)."""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

sys.dont_write_bytecode = True  # the sources stay as they are

import chromium
import png
import report_samples
from report_browser import ReportBrowser

HOSTILE = "hostile/%3Cb%3E'%22%26%24(id)"

browser = None
files = {}
versions = {}
pictures = None


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def equal(seen, wanted, what):
    check(seen == wanted, f"{what}: seen {seen!r}, wanted {wanted!r}")


def test_renders_every_row():
    browser.open(files["one"])
    equal(browser.visible(), 61, "rows")
    equal(browser.run("document.querySelectorAll('#matrix .area').length"), 12, "areas")
    equal(browser.text_of("#title"), "wine-8.0 beside what Windows does", "title")
    equal(browser.headline()["behaviours"], "61", "behaviours in the headline")
    equal(int(browser.headline()["without a difference"]), 61 - browser.run("new Set([...document.querySelectorAll('#differences .id')]"
                                                                    ".map((a) => a.textContent)).size"), "behaviours without a difference")
    check("wine-8.0 (Debian 8.0~repack-4)" in browser.text_of("#runs"), "the exact build is shown")
    equal(browser.text_of("#matrix .area td"), "5 of 6 conform", "what conforms in the first area")


def test_filter_by_text():
    browser.open(files["one"])
    browser.click("#filter-text")
    browser.call("Input.insertText", text="Peer-gone WRITE")
    check(browser.shows_only("r.textContent.includes('peer-gone')"), "the rows that match the text are shown")
    check(browser.text_of("#shown").startswith(f"{browser.visible()} of 61"), "the count follows")
    browser.click("#filter button[type=reset]")
    browser.until(lambda: browser.visible() == 61, "all rows again", 30)
    browser.click("#filter-text")
    browser.call("Input.insertText", text="no such text")
    check(browser.run("document.getElementById('nothing').checkVisibility()"), "an empty answer is said to be one")


def choose(name, wanted):
    browser.run(f"document.getElementById('filter-{name}').focus()")
    for _ in range(20):
        if browser.run(f"document.getElementById('filter-{name}').value") == wanted:
            return
        browser.press("ArrowDown")
    check(False, f"the {name} {wanted} can be chosen with the keyboard")


def test_filter_by_area():
    browser.open(files["one"])
    choose("area", "write")
    check(browser.shows_only("r.closest('tbody').querySelector('.area .data').textContent === 'write'"), "the rows of one area are shown")


def test_filter_by_outcome():
    browser.open(files["several"])
    choose("outcome", "broken-setup")
    check(browser.shows_only("r.querySelector('td.broken-setup')"), "the rows with that outcome in any run are shown")


def test_filter_by_project():
    browser.open(files["several"])
    choose("project", "libuv")
    check(browser.shows_only("/[0-9]+$/.exec(r.querySelector('.id').textContent)[0] % 6 === 0"), "the rows that libuv relies on are shown")


def test_only_differing():
    browser.open(files["several"])
    browser.click("#filter-differing")
    differs = "r.querySelector('td:not(.conforms, .not-run)') || r.textContent.includes('late')"
    check(browser.shows_only(f"{differs} || /[0-9]*3$/.test(r.querySelector('.id').textContent)"),
          "the rows that differ from what is allowed, or between runs, are shown")


def test_click_opens_a_cell():
    browser.open(files["one"])
    browser.click("#matrix tbody tr:not(.area) td a")
    browser.wait_opened("alertable/pending-reports-incomplete-0")
    page = browser.text_of("#page-body")
    for wanted in ("WriteFile 1", "ERROR_IO_PENDING (997)", "tests/alertable.c:40", "expected of Windows as verified by Wine's tests",
                   "wine twinpipe_test.exe run --only alertable/pending-reports-incomplete-0",
                   "twinpipe run --only alertable/pending-reports-incomplete-0", "line 43"):
        check(wanted.lower() in page.lower(), f"the page says {wanted!r}")
    equal(browser.run("document.querySelector('#page-body .sources a').href"),
          "https://gitlab.winehq.org/wine/wine/-/blob/wine-8.0/dlls/kernel32/tests/pipe.c#L2645-2666", "the link to Wine's tests")
    equal(browser.run("document.querySelectorAll('#page-body .observations tbody tr').length"), 4, "observations")
    browser.click("#page .close")
    browser.wait_closed()


def test_keyboard():
    browser.open(files["one"])
    browser.press("/")
    equal(browser.focused(), "filter-text", "where / leads")
    browser.press("a", "l", "e", "r", "t")
    browser.press("ArrowDown")
    equal(browser.focused(), "alertable/pending-reports-incomplete-0", "where the arrow leads from the filter")
    browser.press("j")
    equal(browser.focused(), "alertable/zero-byte-11", "j")
    browser.press("k", "ArrowDown", "ArrowDown", "ArrowRight")
    equal(browser.focused(), "alertable/peer-gone-22@1", "arrows")
    check(browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid", "the focus can be seen")
    equal(browser.run("document.querySelectorAll('#matrix a[tabindex=\"0\"]').length"), 1, "stops of the tab order in the matrix")
    browser.press("Enter")
    browser.wait_opened("alertable/peer-gone-22")
    browser.press("j")
    browser.wait_opened("alertable/partly-read-33")
    browser.press("Escape")
    browser.wait_closed()
    equal(browser.focused(), "alertable/partly-read-33@1", "the focus after closing")


def test_fragment():
    browser.open(files["several"] + "#quota/pending-reports-incomplete-8@4")
    browser.wait_opened("quota/pending-reports-incomplete-8")
    equal(browser.run("document.querySelector('#page-body tr.chosen th span').textContent"), "wine-10.0", "the run chosen")
    browser.run("location.hash = 'write/zero-byte-21'")
    browser.wait_opened("write/zero-byte-21")
    browser.run("history.back()")
    browser.wait_opened("quota/pending-reports-incomplete-8")
    browser.open(files["several"] + "#no/such%ZZ")
    check(not browser.opened() and browser.visible() == 120, "an unknown fragment opens nothing")
    browser.open(files["several"] + "#__proto__@1")
    check(not browser.opened(), "the name of a property opens nothing")


def test_hostile_text_stays_text():
    browser.open(files["one"] + "#" + HOSTILE + "@1")
    browser.wait_opened("hostile/<b>'\"&$(id)")
    check("owned" not in browser.run("document.title"), "no text of the run was executed")
    equal(browser.run("document.querySelectorAll('script').length"), 2, "script elements")
    equal(browser.run("document.querySelectorAll('img, i, b, iframe, object').length"), 0, "elements made from text")
    check(not browser.run("/[<>&]/.test(document.getElementById('data').textContent)"), "no text can end the element that holds the data")
    page = browser.run("document.getElementById('page-body').textContent")
    for wanted in ("<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">", "\\u202egnp.exe", "&amp; </script><!--",
                   "--only 'hostile/<b>'\\''\"&$(id)'", "__proto__", "javascript:alert(1)"):
        check(wanted in page, f"the page shows {wanted!r}")
    check(not browser.run(r"/[\u202a-\u202e\u2066-\u2069\u2028]/.test(document.body.textContent.replace(document.getElementById('data').textContent, ''))"),
          "nothing that reorders text is left")
    check(browser.run("[...document.links].every((a) => /^(https?|file):$/.test(a.protocol))"), "links lead to the web or into the file")
    equal(browser.run("document.querySelectorAll('#page-body .sources a').length"), 0, "links made from hostile sources")
    check(browser.run("[...document.querySelectorAll('*')].every((e) => [...e.attributes].every((a) => !/^(on|style)/.test(a.name) || a.name === 'style' && "
                      "!e.closest('dialog')))"), "no handler came in as an attribute")


def test_wording_and_notices():
    browser.open(files["one"])
    check("measured on Windows" not in browser.run("document.body.innerText"), "a run under Wine measures no Windows")
    equal(browser.text_of("#notices"), "", "notices of one whole run")
    browser.open(files["several"])
    check("measured on Windows" in browser.text_of("#runs"), "a run on Windows measures it")
    check("Incomplete: wine-9.0" in browser.text_of("#notices"), "an incomplete run is said to be incomplete")
    check("555555555555" in browser.text_of("#notices") and "666666666666" in browser.text_of("#notices"), "different binaries are named")
    check("distinct ones" in browser.headline(), "what is the same in several runs is counted once, too")
    check("not run" in browser.text_of("#matrix") and "unfinished" in browser.text_of("#matrix"), "what the incomplete run lacks is shown")
    check("of 6" in browser.text_of("#matrix"), "what varies between repeats is counted")
    browser.open(files["architectures"])
    equal(browser.text_of("#notices"), "", "notices of two architectures, which are two binaries")
    sum_of_all, distinct = (int(browser.headline()[word]) for word in ("differences", "distinct ones"))
    equal(sum_of_all, 2 * distinct, "differences of two runs that are alike")


def test_known_differences():
    browser.open(files["one"])
    rows = browser.run("[...document.querySelectorAll('#differences tbody tr')].map((r) => r.textContent)")
    known = [row for row in rows if "new" not in row]
    check(any("The request <b>stays</b> pending. https://bugs.winehq.org/1" in row and "known" in row for row in known), "a known one has its reason")
    check(any("A race of the server." in row and "sometimes" in row and "8.3 % of" in row for row in known), "a race has its rate")
    equal(len(known), 2, "known differences")
    equal(browser.headline()["known"], "2", "known differences in the headline")
    equal(browser.headline()["new"], str(len(rows) - 2), "new differences in the headline")
    equal(browser.run("[...document.querySelectorAll('#runs tbody .n')].slice(-2).map((e) => e.textContent)"),
          ["2", str(len(rows) - 2)], "known and new ones of the run")
    check("It was so once." in browser.text_of("#vanished"), "what no longer happens is listed")
    check("stays" in browser.run("document.querySelector('#matrix td.differs .why') && "
                                 "[...document.querySelectorAll('#matrix .why')].map((e) => e.textContent).join()"), "a cell has its reason")
    browser.open(files["plain"])
    check("not compared" in browser.text_of("#differences") and "new" not in browser.headline(), "without a list nothing is new or known")


def changes_counted(runs):
    """The figures of results/versions, which shares no code with the page."""
    printed = subprocess.run([Path(__file__).parents[1] / "versions", *runs], stdout=subprocess.PIPE, check=True, text=True).stdout
    return [[word.strip() for word in line.split("|")[2:-1]] for line in printed.splitlines()[2:]]


def test_what_changed():
    browser.open(files["versions"])
    groups = browser.run("""[...document.querySelectorAll('#changes tbody')].map((body) => [...body.rows].map((row) =>
        [...row.cells].slice(row.cells.length > 1 ? 1 : 0).map((cell) => (cell.querySelector('summary') || cell).textContent)))""")
    equal([group[0] for group in groups], [["x86_64 behaviours"], ["x86_64 schedules"]], "what is held against each other")
    for group, runs in zip(groups, versions.values()):
        equal(group[1:], changes_counted(runs), "what changed, and what results/versions counts")
    check(all(int(n) for n in groups[0][2][3:]), "the sample has some that are fixed, broken and changed")
    closed = browser.run("[...document.querySelectorAll('#changes a')].some((a) => a.checkVisibility())")
    check(not closed, "the ids are folded in")
    browser.click("#changes summary")
    equal(browser.run("[...document.querySelectorAll('#changes a')].filter((a) => a.checkVisibility()).length"), int(groups[0][2][3]), "ids of the fixed ones")
    wanted = browser.text_of("#changes a")
    browser.click("#changes a")
    browser.wait_opened(wanted)
    chosen = browser.text_of("#page-body tr.chosen")
    check(chosen.startswith("wine-9.0") and "conforms" in chosen, "a fixed one conforms in the run that it is fixed in")
    browser.press("Escape")
    browser.wait_closed()
    browser.open(files["one"])
    check(not browser.run("document.getElementById('changes-section').checkVisibility()"), "one run changes nothing")


def test_schedules_beside_the_suite():
    browser.open(files["versions"])
    equal(browser.run("[...document.querySelectorAll('#matrix thead .data:not(small)')].map((e) => e.textContent)"),
          [platform for platform, _ in report_samples.VERSIONS], "one column for the runs of a platform")
    equal(browser.run("document.querySelectorAll('#matrix td.absent').length"), 0, "cells without a run")
    equal(browser.visible(), 150, "rows of both")
    browser.run("location.hash = 'schedules/write-pending-reports-incomplete-10@5'")
    browser.wait_opened("schedules/write-pending-reports-incomplete-10")
    equal(browser.run("document.querySelector('#page-body tr.chosen th span').textContent"), "wine-9.0 schedules", "the run chosen")
    check("run --schedules --only schedules/write" in browser.text_of("#page-body"), "how to run it alone")
    browser.press("Escape")
    browser.wait_closed()
    equal(browser.focused(), "schedules/write-pending-reports-incomplete-10@5", "the cell of its column has the focus")


def picture(name):
    data = base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"])
    if pictures:
        (pictures / (name + ".png")).write_bytes(data)
    return png.brightness(data)


def test_light_dark_narrow():
    browser.emulate(scheme="light")
    browser.open(files["several"])
    light, light_lines = picture("light")
    browser.emulate(scheme="dark")
    dark, dark_lines = picture("dark")
    check(light_lines > 50 and dark_lines > 50, f"the pictures are not blank: {light_lines} and {dark_lines} lines")
    check(light > 190 and dark < 65, f"light is light and dark is dark: {light:.0f} and {dark:.0f}")
    for name in ("one", "several"):
        browser.emulate(width=380, height=800)
        browser.open(files[name] + "#quota/pending-reports-incomplete-8@1")
        browser.wait_opened("quota/pending-reports-incomplete-8")
        picture("narrow-page-" + name)
        check(browser.run("document.getElementById('page').scrollWidth <= 380"), "the page behind a cell fits a narrow window")
        browser.press("Escape")
        check(browser.run("document.documentElement.scrollWidth <= 380"), "the report fits a narrow window")
        picture("narrow-" + name)
    browser.emulate()


def test_print():
    browser.open(files["several"])
    browser.emulate(media="print")
    check(browser.run("[...document.querySelectorAll('#differences tr')].every((r) => r.checkVisibility())"), "every difference is printed")
    browser.emulate(media="print", width=703)  # a sheet of A4 between its margins
    check(browser.run("document.documentElement.scrollWidth <= 703"), "a sheet is wide enough")
    check(browser.run("[...document.querySelectorAll('.wide')].every((e) => e.scrollWidth <= e.clientWidth)"), "no table is cut off")
    check(not browser.run("[...document.querySelectorAll('button, .hint, #filter label')].some((e) => e.checkVisibility())"), "no control is printed")
    browser.emulate()
    for name, fragment in (("print", ""), ("print-page", "#quota/pending-reports-incomplete-8@1")):
        browser.open(files["several"] + fragment)
        data = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
        check(data.startswith(b"%PDF") and len(data) > 10000, "a document comes out")
        if pictures:
            (pictures / (name + ".pdf")).write_bytes(data)
    browser.emulate(media="print")
    check(not browser.run("document.querySelector('main').checkVisibility()"), "an open page is printed alone")
    browser.emulate()


def test_large():
    browser.open(files["large"])
    equal(browser.visible(), 700, "rows")
    spent = browser.run("""(() => { const text = document.getElementById("filter-text"); const start = performance.now();
        text.value = "zero"; text.form.dispatchEvent(new Event("input")); document.body.offsetHeight; return performance.now() - start; })()""")
    loaded = browser.run("performance.timing.loadEventEnd - performance.timing.navigationStart")
    print(f"# 700 behaviours x 8 runs: loaded in {loaded:.0f} ms, filtered in {spent:.0f} ms")
    check(loaded < 20000 and spent < 5000, f"quick enough: {loaded} ms and {spent} ms")


def test_quiet():
    """After all that went before."""
    equal(browser.errors, [], "errors and warnings of the console")
    equal([url for url in browser.requests if not url.startswith("file:") and url != "about:blank"], [], "requests over a network")
    equal(len([url for url in browser.requests if not url.split("#")[0].endswith(".html") and url != "about:blank"]), 0, "other files asked for")


def test_policy_forbids_the_rest():
    """Last, because it makes errors on purpose."""
    browser.open(files["one"])
    browser.run("""window.refused = []; document.addEventListener("securitypolicyviolation", (e) => refused.push(e.effectiveDirective));
        const s = document.createElement("script"); s.textContent = "document.title = 'owned'"; document.body.append(s);
        const i = new Image(); i.src = "https://example.invalid/x.png"; document.body.append(i);
        fetch("https://example.invalid/").catch(() => 0)""")
    browser.until(lambda: len(browser.run("refused")) >= 3, "three refusals", 30)
    equal(sorted(browser.run("refused")), ["connect-src", "img-src", "script-src-elem"], "what the policy refused")
    check("owned" not in browser.run("document.title"), "a foreign script does not run")


def run_tests():
    failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            test()
            print("ok", name[5:].replace("_", " "), flush=True)
        except (AssertionError, RuntimeError, TimeoutError) as problem:
            failed += 1
            where = traceback.extract_tb(problem.__traceback__)
            line = next(frame.lineno for frame in where if frame.name == name)
            print(f"not ok {name[5:].replace('_', ' ')}\nreport_test.py:{line}: {problem}", flush=True)
    return failed


def main():
    global browser, pictures
    program = chromium.find()
    if not program:
        print("skipped: chromium is not installed")
        return 77
    pictures = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    directory = Path(tempfile.mkdtemp(prefix="twinpipe-report-"))
    try:
        made, runs = report_samples.make(os.path.abspath(sys.argv[1]), directory)
        files.update(made)
        versions.update(runs)
        browser = ReportBrowser(program)
        try:
            browser.emulate()
            return 1 if run_tests() else 0
        finally:
            browser.close()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
