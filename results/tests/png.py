"""Just enough of PNG to ask what is on a screenshot: eight bits a channel, no interlacing, as Chromium writes them."""

import struct
import zlib


def rows(data):
    """The lines of the picture, each a bytes of samples, and the number of channels."""
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
            assert depth == 8
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    return list(unfilter(zlib.decompress(packed), width * channels, channels)), channels


def unfilter(raw, stride, channels):
    above = bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        kind, line = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for i in range(stride) if kind else ():
            left = line[i - channels] if i >= channels else 0
            corner = above[i - channels] if i >= channels else 0
            line[i] = (line[i] + predict(kind, left, above[i], corner)) & 255
        yield bytes(line)
        above = line


def predict(kind, left, up, corner):
    if kind < 3:
        return (0, left, up)[kind]
    if kind == 3:
        return (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda sample: abs(guess - sample))


def brightness(data):
    """The mean of all samples, and how many different lines there are: a blank picture has one."""
    lines, channels = rows(data)
    total = sum(sum(line) for line in lines) - (255 * sum(len(line) // 4 for line in lines) if channels == 4 else 0)
    return total / (sum(len(line) for line in lines) * (3 / 4 if channels == 4 else 1)), len(set(lines))
