# SPDX-License-Identifier: Apache-2.0
"""The page of the C API has every public function, and says what is missing.

Argument: the source tree.
"""
import pathlib
import re
import shutil
import sys
import tempfile

from tap import Tap

ROOT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(ROOT / "docs"))
import make_reference  # noqa: E402

HEADERS = ROOT / "include" / "carnet"
NEW = """/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A header.
 */

%sCARNET_API int32_t carnet_new(void);
"""


def errors_of(*changes):
    """What is said of the headers with some of them changed."""
    errors = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name, "carnet")
        shutil.copytree(HEADERS, folder)
        for header, text in changes:
            path = folder / header
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        make_reference.make(errors, folder)
    return errors


def main():
    tap = Tap()
    with tap.case("every_public_function_is_on_the_page"):
        errors = []
        page = make_reference.make(errors)
        assert errors == [], errors
        abi = (ROOT / "tests/abi/carnet.abi").read_text(encoding="utf-8")
        names = re.findall(r"<elf-symbol name='(carnet_\w+)'", abi)
        assert len(names) > 300, len(names)
        lacking = [n for n in names if not re.search(rf"\b{n}\(", page)]
        assert lacking == [], lacking
    with tap.case("a_header_without_a_place_is_told"):
        assert errors_of(("new.h", NEW % "/* New. */\n")) == [
            "new.h: is not in ORDER"]
    with tap.case("a_place_without_a_header_is_told"):
        assert errors_of(("words.h", None)) == [
            "words.h: is in ORDER, and nowhere else"]
    with tap.case("a_function_without_a_comment_is_told"):
        assert errors_of(("words.h", NEW % "")) == [
            "words.h: carnet_new has no comment"]
    return tap.end()


sys.exit(main())
