#!/usr/bin/env python3
"""Draws README's picture of the report: draw_picture.py TWINPIPE RUN KNOWN PNG. The picture holds the run's SHA-256, by
which check-readme knows whether it is that of the committed run."""

import base64
import hashlib
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib

import chromium

WIDTH, HEIGHT = 1200, 820


def with_text(png, key, text):
    """PNG with a tEXt chunk before its end."""
    data = b"tEXt" + key.encode() + b"\0" + text.encode()
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return png[:-12] + chunk + png[-12:]


def main():
    twinpipe, run, known, picture = sys.argv[1:]
    with open(run, "rb") as file:
        content = file.read()
    platform = re.search(rb"^head\tplatform\t(.*)$", content, re.M).group(1).decode()
    with tempfile.TemporaryDirectory() as directory:
        page = os.path.join(directory, "report.html")
        subprocess.run([twinpipe, "report", run, "--known", f"{platform}={known}", "-o", page], check=True)
        browser = chromium.Chromium(chromium.find() or sys.exit("draw_picture: Chromium is missing: install the package chromium"))
        try:
            browser.emulate(width=WIDTH, height=HEIGHT)
            browser.open("file://" + page)
            png = base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"])
        finally:
            browser.close()
    with open(picture + ".new", "wb") as file:
        file.write(with_text(png, "Run-SHA256", hashlib.sha256(content).hexdigest()))
    os.replace(picture + ".new", picture)


main()
