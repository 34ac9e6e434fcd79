"""The reports that report_test.py looks at, of made-up runs."""

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent

KNOWN = """twinpipe-known\t1
when\tid\tlabel\tseen\tfact\ttries\trate\tbug\treason
always\twrite/pending-reports-incomplete-10\tWriteFile 3\tSTATUS_PENDING (0x103)\twrite/a-fact\t-\t-\thttps://bugs.winehq.org/1\tThe request <b>stays</b> pending.
sometimes\tcancel/zero-byte-12\tWriteFile 1\tSTATUS_PENDING (0x103)\tcancel/b-fact\t200\t0.083\t-\tA race of the server.
always\tcancel/pending-reports-incomplete-1\tWriteFile 1\tERROR_SUCCESS (0)\tcancel/c-fact\t-\t-\t-\tIt was so once.
"""


VERSIONS = (("wine-8.0", "81"), ("wine-9.0", "92"), ("wine-10.0", "53"))


def sample(directory, name, *options):
    path = directory / name
    with open(path, "wb") as out:
        subprocess.run([HERE / "sample_run.sh", *options], stdout=out, check=True)
    return path


def make(twinpipe, directory):
    """A dictionary from a report's name to its address; and the runs of the one that is called versions, by kind."""
    known = directory / "wine-8.0.tsv"
    known.write_text(KNOWN)
    one = sample(directory, "one.run", "-x")
    several = [sample(directory, "old.run", "-n", "120", "-r", "6"),
               sample(directory, "new.run", "-n", "120", "-p", "wine-10.0", "-s", "99", "-b", "6"),
               sample(directory, "windows.run", "-n", "120", "-p", "windows-10.0.22631.4460", "-s", "42"),
               sample(directory, "cut.run", "-n", "120", "-p", "wine-9.0", "-s", "43", "-c")]
    large = [sample(directory, f"large{i}.run", "-n", "700", "-p", f"wine-{i}.0", "-s", str(i)) for i in range(1, 9)]
    suites = [sample(directory, f"suite-{digit}.run", "-n", "90", "-p", platform, "-s", digit) for platform, digit in VERSIONS]
    schedules = [sample(directory, f"schedules-{digit}.run", "-S", "-n", "60", "-p", platform, "-s", digit) for platform, digit in VERSIONS]
    architectures = [sample(directory, "x86_64.run"), sample(directory, "i686.run", "-a", "i686", "-b", "6")]
    reports = {"one": [one, "--known", known], "plain": [one], "several": [*several, "--known", known], "large": large, "architectures": architectures,
               "versions": [*suites, *schedules]}
    for name, arguments in reports.items():
        subprocess.run([twinpipe, "report", *arguments, "-o", directory / (name + ".html")], check=True, stderr=subprocess.DEVNULL)
    addresses = {name: (directory / (name + ".html")).as_uri() for name in reports}
    return addresses, {"behaviours": suites, "schedules": schedules}
