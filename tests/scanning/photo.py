# SPDX-License-Identifier: Apache-2.0
"""A code printed on paper, what happens to the paper, and a camera's picture.

All lengths are millimetres of paper until the camera sees them. Everything
random comes from the generator that a call is given, so that one seed makes one
picture, on every machine with the same Pillow.
"""
import dataclasses
import math

import PIL.Image
import PIL.ImageChops
import PIL.ImageDraw
import PIL.ImageFilter

WHITE, BLACK, GREY = 255, 0, 128
PAPER = 10.0  # pixels of paper per millimetre, before the camera
TABLE = 150   # what lies around the sheet


@dataclasses.dataclass(frozen=True)
class Harm:
    """What a picture suffers; 0 is nothing of it."""
    dirt: float = 0.0        # share of the code's area under stains
    folds: int = 0           # creases across the code, ink lost along each
    crease_mm: float = 0.8   # how wide
    turn: float = 0.0        # degrees, in the plane
    tilt: float = 0.0        # degrees, about the upright axis
    pixels_per_mm: float = 8.0  # of the camera, where the sheet is
    blur_mm: float = 0.0     # standard deviation of a lens out of focus
    noise: float = 0.0       # standard deviation, of 255
    around: int = WHITE      # what is printed right behind the quiet zone


def sheet(rows, width_mm, quiet, around):
    """The printed code, width_mm with its quiet zone, on a piece of paper."""
    size = len(rows)
    code = PIL.Image.new('L', (size, size), WHITE)
    code.putdata([BLACK if m == '1' else WHITE for row in rows for m in row])
    side = round(width_mm * PAPER)
    inner = round(side * size / (size + 2 * quiet))
    margin = round(8 * PAPER)
    paper = PIL.Image.new('L', (side + 2 * margin, side + 2 * margin), around)
    paper.paste(WHITE, (margin, margin, margin + side, margin + side))
    at = margin + (side - inner) // 2
    paper.paste(code.resize((inner, inner), PIL.Image.Resampling.NEAREST),
                (at, at))
    return paper, (margin, margin, margin + side, margin + side)


def stain(paper, box, share, chance):
    """Ellipses, dark, pale or grey, until so much of the code lies under them."""
    if share == 0:
        return
    left, top, right, bottom = box
    draw = PIL.ImageDraw.Draw(paper)
    area, wanted = 0.0, share * (right - left) * (bottom - top)
    while area < wanted:
        across = chance.uniform(0.5, 3.0) * PAPER
        down = across * chance.uniform(0.4, 1.0)
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        draw.ellipse((x - across / 2, y - down / 2, x + across / 2,
                      y + down / 2), fill=chance.choice((BLACK, GREY, WHITE)))
        area += math.pi * across * down / 4


def fold(paper, box, number, width_mm, chance):
    """Creases, upright and level by turns: the ink is gone along each, and the
    paper behind it is darker."""
    left, top, right, bottom = box
    for n in range(number):
        upright = n % 2 == 0
        low, high = (left, right) if upright else (top, bottom)
        at = round(low + (high - low) * chance.uniform(0.25, 0.75))
        across = max(1, round(width_mm * PAPER * chance.uniform(0.7, 1.3)))
        shade = (at, 0, *paper.size) if upright else (0, at, *paper.size)
        darker = paper.crop(shade).point(lambda v: round(v * 0.85))
        paper.paste(darker, shade[:2])
        crease = ((at, 0, at + across, paper.height) if upright
                  else (0, at, paper.width, at + across))
        paper.paste(230, crease)


def solve(matrix, values):
    """Gauss, with the largest pivot."""
    n = len(values)
    m = [row[:] + [value] for row, value in zip(matrix, values)]
    for i in range(n):
        best = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[best] = m[best], m[i]
        for r in range(n):
            if r != i:
                k = m[r][i] / m[i][i]
                m[r] = [a - k * b for a, b in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def perspective(there, here):
    """Pillow's eight numbers: from a point of the picture to one of the paper."""
    matrix, values = [], []
    for (x, y), (u, v) in zip(there, here):
        matrix.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        matrix.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values += [u, v]
    return solve(matrix, values)


def seen(point, half, harm, far):
    """Where a point of the sheet, from its middle, comes in the picture."""
    x, y = point
    turn, tilt = math.radians(harm.turn), math.radians(harm.tilt)
    x, y = (x * math.cos(turn) - y * math.sin(turn),
            x * math.sin(turn) + y * math.cos(turn))
    depth = far + x * math.sin(tilt)
    scale = far / depth * harm.pixels_per_mm / PAPER
    return half + x * math.cos(tilt) * scale, half + y * scale


def shoot(paper, harm):
    """The camera's picture: tilt and turn, and its pixels. It stands three
    widths of the sheet away."""
    side = paper.width
    edge = side / 2
    corners = [(-edge, -edge), (edge, -edge), (edge, edge), (-edge, edge)]
    half = round(side * harm.pixels_per_mm / PAPER * 0.75)
    there = [seen(c, half, harm, 3 * side) for c in corners]
    here = [(x + edge, y + edge) for x, y in corners]
    # What a pixel of the camera sees of the paper is an area, not a point.
    shrink = PAPER / harm.pixels_per_mm
    if shrink > 1:
        paper = paper.filter(PIL.ImageFilter.GaussianBlur(0.4 * shrink))
    return paper.transform(
        (2 * half, 2 * half), PIL.Image.Transform.PERSPECTIVE,
        perspective(there, here), PIL.Image.Resampling.BICUBIC,
        fillcolor=TABLE)


def add_noise(picture, deviation, chance):
    """The sum of four even draws, which is near enough to Gauss."""
    if deviation == 0:
        return picture
    size, count = picture.size, picture.width * picture.height
    total = None
    for _ in range(2):
        pair = PIL.ImageChops.add(
            PIL.Image.frombytes('L', size, chance.randbytes(count)),
            PIL.Image.frombytes('L', size, chance.randbytes(count)), 2)
        total = pair if total is None else PIL.ImageChops.add(total, pair, 2)
    # An even draw of 0 to 255 deviates by 73.6; the mean of four by half.
    k = deviation / 36.8
    dark = total.point(lambda v: max(0, round((127.5 - v) * k)))
    light = total.point(lambda v: max(0, round((v - 127.5) * k)))
    return PIL.ImageChops.subtract(PIL.ImageChops.add(picture, light), dark)


def take(rows, width_mm, harm, chance, quiet=4):
    """The picture of a code, width_mm wide with its quiet zone."""
    paper, box = sheet(rows, width_mm, quiet, harm.around)
    stain(paper, box, harm.dirt, chance)
    fold(paper, box, harm.folds, harm.crease_mm, chance)
    picture = shoot(paper, harm)
    if harm.blur_mm > 0:
        picture = picture.filter(PIL.ImageFilter.GaussianBlur(
            harm.blur_mm * harm.pixels_per_mm))
    return add_noise(picture, harm.noise, chance)
