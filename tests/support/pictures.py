# SPDX-License-Identifier: Apache-2.0
"""Pictures of codes, and readers that know nothing of carnet."""
import io
import pathlib
import subprocess

import PIL.Image
import zxingcpp

WHITE, BLACK = 255, 0


def open_picture(path):
    with PIL.Image.open(path) as picture:
        return picture.convert('L')


def read_zxing(picture):
    """Text of the one QR code that ZXing-C++ 3 finds, or None. Looking for any
    kind of code, it takes a row of modules for a bar code now and then."""
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if len(found) == 1 else None


def read_zbar(path):
    """Text of the one code that zbar finds, or None."""
    done = subprocess.run(
        ['zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable',
         str(path)], capture_output=True, check=False, timeout=120)
    lines = done.stdout.decode('utf-8', 'replace').splitlines()
    return lines[0] if len(lines) == 1 else None


def svg_to_png(svg, png):
    """As a browser or a printer would draw it, 10 pixels a millimetre."""
    subprocess.run(['rsvg-convert', '--dpi-x', '254', '--dpi-y', '254',
                    '--background-color', 'white', '-o', str(png), str(svg)],
                   check=True, timeout=120)


def to_jpeg(png, jpeg, quality):
    open_picture(png).save(jpeg, 'JPEG', quality=quality)


def blocks(text, inverted=False, scale=6):
    """What a terminal shows of half blocks: black on white or the reverse."""
    ink, paper = (WHITE, BLACK) if inverted else (BLACK, WHITE)
    # Upper half, lower half of a cell: whether it has the text's colour.
    halves = {' ': (0, 0), '\u2580': (1, 0), '\u2584': (0, 1),
              '\u2588': (1, 1)}
    lines = text.rstrip('\n').split('\n')
    width = max(map(len, lines))
    picture = PIL.Image.new('L', (width, 2 * len(lines)), paper)
    for y, line in enumerate(lines):
        for x, c in enumerate(line):
            for half in (0, 1):
                picture.putpixel((x, 2 * y + half),
                                 ink if halves[c][half] else paper)
    return picture.resize((width * scale, 2 * len(lines) * scale),
                          PIL.Image.Resampling.NEAREST)


def png_bytes(picture):
    out = io.BytesIO()
    picture.save(out, 'PNG')
    return out.getvalue()


def readers(carnet, path):
    """Texts that three readers find in a PNG or JPEG: two foreign, ours."""
    done = carnet('scan', path)
    ours = done.out.rstrip('\n') if done.code == 0 else None
    full = pathlib.Path(carnet.folder, path)
    return {'zxing-cpp 3': read_zxing(open_picture(full)),
            'zbar': read_zbar(full), 'carnet scan': ours}
