#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the preset dictionary of DEFLATE from named sources.

    lib/wire/make_dictionary.py           writes lib/wire/dictionary.c and
                                          docs/spec/dictionary.hex
    lib/wire/make_dictionary.py --check   fails if they are not what it writes

Sources, and no others: lib/model/templates.def (structure), lib/model/lists/
(codes, units), lib/words/data/atc.tsv (INN names), and the tables below (usual strengths and regimens
of medicines, plain words of notes). Never a test record. The dictionary is
frozen with the version of the format.

A match costs about 22 bits from the far end of the dictionary and 16 from the
near end, whatever its length up to 10 bytes, so runs of four bytes and more
are what pays: the head of an entry with the values that usually follow.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ROOT / "lib" / "model" / "lists"
WORDS_OF_ATC = ROOT / "lib" / "words" / "data" / "atc.tsv"
TEMPLATES = ROOT / "lib" / "model" / "templates.def"
OUT_C = ROOT / "lib" / "wire" / "dictionary.c"
OUT_HEX = ROOT / "docs" / "spec" / "dictionary.hex"
MOST = 4096

# ---- our own tables ----

# Usual strengths in milligram of one tablet or capsule, most used first;
# national formularies agree on these. INN by the name in atc.tsv.
STRENGTHS = {
    "metformin": [500, 850, 1000], "amlodipine": [5, 10],
    "paracetamol": [500, 1000], "ibuprofen": [400, 200, 600],
    "amoxicillin": [500, 250, 1000], "omeprazole": [20, 40],
    "enalapril": [10, 5, 20], "losartan": [50, 100], "atorvastatin": [20, 40],
    "acetylsalicylic acid (low dose)": [100, 75],
    "hydrochlorothiazide": [25, 12], "bisoprolol": [5, 10],
    "furosemide": [40], "simvastatin": [20, 40], "gliclazide": [80, 30, 60],
    "lisinopril": [10, 20], "ramipril": [5, 10], "spironolactone": [25],
    "prednisolone": [5, 20], "folic acid": [5], "diclofenac": [50],
    "doxycycline": [100], "ciprofloxacin": [500], "azithromycin": [500, 250],
    "metronidazole": [500, 250], "cetirizine": [10], "loratadine": [10],
    "carbamazepine": [200], "valproic acid": [500, 200],
    "levetiracetam": [500, 250], "phenobarbital": [100], "phenytoin": [100],
    "isoniazid": [300, 100], "rifampicin": [300, 150],
    "pyrazinamide": [500, 400], "ethambutol": [400], "sertraline": [50],
    "fluoxetine": [20], "amitriptyline": [25], "risperidone": [2],
    "haloperidol": [5], "warfarin": [5], "clopidogrel": [75],
    "allopurinol": [100, 300], "tramadol": [50], "glibenclamide": [5],
    "atenolol": [50], "methyldopa": [250], "nifedipine": [20],
    "propranolol": [40], "fluconazole": [150], "aciclovir": [400],
    "praziquantel": [600], "albendazole": [400], "ivermectin": [3],
    "sitagliptin": [100], "pantoprazole": [40], "rosuvastatin": [10],
}

# Times a day, least likely first, and days of supply, least likely first.
TIMES = [4, 3, 2, 1]
SUPPLY = [5, 14, 10, 7, 56, 84, 180, 60, 28, 30, 90]

# Words of notes and instructions, in the languages of most issuers. Ours.
WORDS = (
    " avant le repas après le repas à jeun au coucher le matin le soir "
    " traitement à poursuivre sans interruption contrôle dans mois "
    " Centre de santé Hôpital Clinique Médecin Dr "
    " después de las comidas antes de control en meses Hospital Clínica "
    " after food before food on an empty stomach at bedtime in the morning "
    " do not stop without medical advice follow-up in months weeks "
    " Health Centre Hospital Clinic Ministry of Health ").encode()

# ---- CBOR heads ----


def head(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    if n < 256:
        return bytes([major << 5 | 24, n])
    if n < 65536:
        return bytes([major << 5 | 25]) + n.to_bytes(2, "big")
    return bytes([major << 5 | 26]) + n.to_bytes(4, "big")


def num(n):
    return head(0, n) if n >= 0 else head(1, -1 - n)


# ---- sources ----


def rows(name):
    out = []
    for line in (LISTS / f"{name}.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            out.append(line.split("\t"))
    return out


def medicines():
    """INN names of the list of medicines, in its order."""
    names = {}
    for line in WORDS_OF_ATC.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            code, name = line.split("\t")[:2]
            names[code] = name
    return [names[row[1]] for row in rows("medicines")]


def templates():
    """[(number, kind, {fixed}, [following])] in the order of the table."""
    text = re.sub(r"/\*.*?\*/", "", TEMPLATES.read_text(), flags=re.S)
    out = []
    for m in re.finditer(r'^TEMPLATE\((\d+), (\w+),\s*"([^"]*)",\s*"([^"]*)"',
                         text, re.M):
        fixed = dict(x.split("=", 1) for x in m.group(3).split())
        out.append((int(m.group(1)), m.group(2), fixed, m.group(4).split()))
    return out


# ---- runs: bytes that are likely to stand together ----


def medicine_pairs():
    """strength | medicine, as they stand at the end of a prescription."""
    index = {name: i for i, name in enumerate(medicines())}
    out = []
    for name, strengths in STRENGTHS.items():
        if name not in index:
            raise SystemExit(f"medicines.tsv has no {name}")
        for rank, mg in enumerate(strengths):
            out.append((rank, index[name], num(mg) + num(index[name])))
    # Least likely first: third strengths, then rarer medicines.
    out.sort(key=lambda x: (-x[0], -x[1]))
    return [x[2] for x in out]


def regimens(table):
    """template | times | since | until | supply of each tablet template."""
    out = []
    for number, kind, fixed, following in table:
        if kind != "PRESCRIPTION" or following[:2] != ["TIMES_A_DAY", "SINCE"]:
            continue
        has_until = "UNTIL" in following
        has_supply = "HANDED_OVER" in following
        for days in SUPPLY:
            for times in TIMES:
                run = num(number) + num(times) + num(0)
                run += num(days) if has_until else b""
                run += num(days * times) if has_supply else b""
                rank = SUPPLY.index(days) + 3 * TIMES.index(times)
                rank -= 2 * number
                if len(run) > 3 and (number < 24 or rank > 8):
                    out.append((rank, run))
    out.sort(key=lambda x: x[0])
    return [x[1] for x in out]


def vaccine_runs(table):
    """template | dose | product | vaccine, product and vaccine by the lists."""
    number = next(n for n, kind, fixed, f in table if kind == "VACCINATION" and
                  f[:3] == ["DOSE", "PRODUCT", "VACCINE"])
    vaccines = {(r[0], r[1]): i for i, r in enumerate(rows("vaccines"))}
    out = []
    for i, row in enumerate(rows("products")):
        vaccine = vaccines.get(("atc", row[1]))
        if vaccine is not None:
            out.append(num(number) + num(1) + num(i) + num(vaccine))
    return list(reversed(out))


def names():
    """INN names for words beside other codes, the usual ones last."""
    keep = medicines()[:60]
    return [" ".join(reversed(keep)).encode() + b" "]


def build():
    table = templates()
    near = regimens(table) + [b""]
    middle = vaccine_runs(table) + medicine_pairs()
    far = names() + [WORDS]
    body = b"".join(middle) + b"".join(near)
    room = MOST - len(body)
    if room < 0:
        body = body[-MOST:]
        room = 0
    text = b"".join(far)
    return (text[-room:] if room else b"") + body


# ---- output ----


def as_c(data):
    lines = []
    for i in range(0, len(data), 12):
        lines.append("    " + ", ".join(f"0x{b:02x}" for b in
                                        data[i:i + 12]) + ",")
    return f"""/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The preset dictionary of format version 1, {len(data)} bytes, frozen with it.
 * Made by lib/wire/make_dictionary.py from the sources that it names.
 */
#include "wire.h"

/* clang-format off */
const uint8_t cn_wire_dictionary[] = {{
{chr(10).join(lines)}
}};
/* clang-format on */

const size_t cn_wire_dictionary_len = sizeof cn_wire_dictionary;
"""


def as_hex(data):
    text = data.hex()
    return "\n".join(text[i:i + 64] for i in range(0, len(text), 64)) + "\n"


def main():
    data = build()
    wanted = {OUT_C: as_c(data), OUT_HEX: as_hex(data)}
    if "--check" in sys.argv[1:]:
        stale = [p.name for p, text in wanted.items()
                 if not p.exists() or p.read_text(encoding="utf-8") != text]
        if stale:
            print("not what make_dictionary.py makes: " + ", ".join(stale),
                  file=sys.stderr)
        return 1 if stale else 0
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
