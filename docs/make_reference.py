#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes docs/reference.md, the page of the C API, from the public headers.

    docs/make_reference.py           write the page
    docs/make_reference.py --check   fail if the page is not what it would write

A comment that stands directly before a declaration is its text; a function
without one is an error, and so is a header that ORDER lacks.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADERS = ROOT / "include" / "carnet"
PAGE = ROOT / "docs" / "reference.md"
# In the order in which a reader meets them: signing and verifying, whom to
# believe, showing less, reading, carrying, and what all of it needs.
ORDER = ["types", "key", "record", "record_build", "issue", "verify", "peek",
         "trust", "trust_draft", "status_list", "privacy", "seal", "view",
         "history", "words", "interop", "qr", "set", "keyboard", "text", "json",
         "status", "version"]
# One brings the others, one has its own page.
SKIPPED = {"carnet", "fields"}

COMMENT = re.compile(r"/\*(.*?)\*/", re.S)


def comment_text(raw):
    lines = [re.sub(r"^\s*\* ?", "", line) for line in raw.split("\n")]
    return "\n".join(line.rstrip() for line in lines).strip()


def without_guards(text):
    """Leaves comments, prototypes, types and constants."""
    text = re.sub(r"#ifdef __cplusplus.*?#endif", "", text, flags=re.S)
    return text


def blocks(text):
    """(comment, declaration) in order; a declaration may have no comment."""
    out = []
    for chunk in re.split(r"\n\s*\n", text):
        chunk = chunk.strip()
        if not chunk:
            continue
        m = re.match(r"/\*(.*?)\*/", chunk, re.S)
        comment = comment_text(m.group(1)) if m else ""
        rest = chunk[m.end():].strip() if m else chunk
        if rest:
            out.append((comment, rest))
        elif m:
            out.append((comment, ""))
    return out


def functions(declaration):
    """Names of the functions that a declaration declares."""
    plain = COMMENT.sub("", declaration)
    return re.findall(r"\b(carnet_\w+)\s*\(", plain) if "CARNET_API" in plain \
        else []


def clean(declaration):
    text = re.sub(r"\bCARNET_(API|MUST_USE)\b\s*", "", declaration)
    return text.strip()


def headers(folder):
    """{name: path}; of one that the build writes, what it writes it from."""
    return {p.name.split(".")[0]: p for pattern in ("*.h", "*.h.in")
            for p in folder.glob(pattern)}


def page_of(path, errors):
    text = without_guards(path.read_text(encoding="utf-8"))
    body = text.split("\n", 1)[1]
    out = []
    first = True
    for comment, declaration in blocks(body):
        if first and comment and (not declaration or
                                  declaration.startswith("#ifndef")):
            out += [f"## `carnet/{path.name.removesuffix('.in')}`", "",
                    comment, ""]
            first = False
            continue
        if declaration.startswith(("#ifndef CARNET_", "#include", "#endif",
                                   "extern")):
            continue
        named = functions(declaration)
        # A constant's function stands under the constant, whose comment is
        # on the constant's own line.
        if named and not comment and "/*" not in declaration:
            errors += [f"{path.name}: {f} has no comment" for f in named]
        if named:
            out.append("### " + ", ".join(f"`{f}`" for f in named))
            out.append("")
        if comment:
            out += [comment, ""]
        if declaration:
            out += ["```c", clean(declaration), "```", ""]
    return out


def make(errors, folder=HEADERS):
    paths = headers(folder)
    errors += [f"{paths[n].name}: is not in ORDER"
               for n in sorted(set(paths) - set(ORDER) - SKIPPED)]
    errors += [f"{n}.h: is in ORDER, and nowhere else"
               for n in ORDER if n not in paths]
    out = ["# C API", "",
           "Made from the public headers by `docs/make_reference.py`; "
           "do not edit.",
           "`#include <carnet/carnet.h>` brings all of it. Kinds, fields and "
           "words of the record",
           "are constants of `carnet/fields.h`, explained in "
           "[spec/record.md](spec/record.md).", ""]
    for name in ORDER:
        if name in paths:
            out += page_of(paths[name], errors)
    return "\n".join(out).rstrip() + "\n"


def main():
    errors = []
    text = make(errors)
    if errors:
        print("\n".join(errors), file=sys.stderr)
        return 1
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            print("docs/reference.md is not what the headers say: run "
                  "docs/make_reference.py", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
