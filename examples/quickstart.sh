#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The main job in one command, on a fresh Debian machine: installs what is
# missing, builds carnet, makes an issuer key, issues a passport for a fictional
# returnee from his International Patient Summary (HL7 FHIR), draws a QR code for
# desks and one for clinics, reads the pictures back with a decoder that has
# nothing to do with carnet, verifies them and shows what each reader sees.
# Everything it makes is in build/quickstart. It can be run again.

set -eu

cd "$(dirname "$0")/.."
out=build/quickstart
work=$out/passport
now=2026-03-18 # of the story, whatever the clock of this machine says
mkdir -p "$out"

say() { printf '\n== %s\n' "$*"; }
die() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

# --- 1. What is missing -----------------------------------------------------
packages="gcc g++ meson ninja-build pkg-config python3 libcbor-dev libsodium-dev
    libqrencode-dev zlib1g-dev libpng-dev libjpeg62-turbo-dev libzxing-dev
    zbar-tools"

say "1. Looking for what the build needs"
missing=
for p in $packages; do
    dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null |
        grep -qx installed || missing="$missing $p"
done
if [ -n "$missing" ]; then
    echo "installing:$missing"
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    [ -z "$sudo" ] || command -v sudo >/dev/null || die "need root or sudo to install:$missing"
    # shellcheck disable=SC2086
    { $sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive \
        $sudo apt-get install -q -y --no-install-recommends $missing; } \
        >"$out/apt.log" 2>&1 || {
        tail -n 20 "$out/apt.log" >&2
        die "could not install:$missing"
    }
else
    echo "nothing is missing"
fi

# --- 2. Build ---------------------------------------------------------------
say "2. Building with Meson into $out"
if [ ! -f "$out/build.ninja" ]; then
    meson setup "$out" --buildtype=release -Dtests=disabled -Dscan=enabled \
        >"$out/setup.log" 2>&1 || { tail -n 30 "$out/setup.log" >&2; die "meson setup failed"; }
fi
ninja -C "$out" >"$out/build.log" 2>&1 || { tail -n 30 "$out/build.log" >&2; die "the build failed"; }
carnet=$out/examples/cli/carnet
[ -x "$carnet" ] || die "the build gave no command"
"$carnet" --version

# --- 3. A clinic makes its key ----------------------------------------------
say "3. The clinic makes its key (secret clinic.key, public clinic.pub)"
rm -rf "$work"
mkdir -p "$work"
"$carnet" key new -o "$work/clinic.key"
"$carnet" key show "$work/clinic.pub"

# --- 4. It issues a passport ------------------------------------------------
say "4. It takes the patient summary of its own system, and issues a passport"
"$carnet" fhir import --strict examples/data/returnee.fhir.json \
    -o "$work/record.json" --report "$work/report.json"
# What the clinic adds after its own examination.
python3 - "$work" <<'END'
import json
import sys
work = sys.argv[1]
said = json.load(open(work + "/report.json"))
print("facts in the bundle {facts}, kept {kept}, lost {relevant}; elements "
      "left out {reported}".format(**said))
record = json.load(open(work + "/record.json"))
visit = json.load(open("examples/data/returnee-visit.json"))
visit["entries"] = record["entries"] + visit["entries"]
json.dump(visit, open(work + "/visit.json", "w"), ensure_ascii=False)
END
"$carnet" issue --key "$work/clinic.key" "$work/visit.json" \
    -o "$work/passport.carnet"
"$carnet" peek "$work/passport.carnet"

# --- 5. ... and prints codes ------------------------------------------------
# Everybody gets the same two, whether there are private entries or none: who
# scans a code reads all that is in it. The whole passport stays a file.
say "5. It draws two QR codes, each as PNG and SVG: for desks and for clinics"
for audience in desk clinic; do
    "$carnet" present "$work/passport.carnet" --audience "$audience" \
        -o "$work/$audience.carnet"
    "$carnet" qr "$work/$audience.carnet" -o "$work/$audience.png"
    "$carnet" qr "$work/$audience.carnet" -o "$work/$audience.svg"
done
ls -l "$work"/*.png "$work"/*.svg

# --- 6. Others scan them ----------------------------------------------------
say "6. An independent decoder (zbar) reads the pictures"
for audience in desk clinic; do
    zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable \
        "$work/$audience.png" >"$work/$audience.txt" ||
        die "zbar reads no code in the picture for a $audience"
    "$carnet" qr --text "$work/$audience.carnet" >"$work/issued.txt"
    cmp "$work/$audience.txt" "$work/issued.txt" ||
        die "the text that was scanned is not the text that was issued"
    printf '%s: %s characters, the same as were issued\n' "$audience" \
        "$(($(wc -c <"$work/$audience.txt") - 1))"
done

# --- 7. ... verify them, with no network ------------------------------------
say "7. An arrival desk verifies its code against the issuer's public key"
"$carnet" show --now "$now" --trust "$work/clinic.pub" "$work/desk.txt"

# --- 8. ... and read them ---------------------------------------------------
say "8. What a doctor reads in the code for clinics"
"$carnet" show --now "$now" --trust "$work/clinic.pub" "$work/clinic.txt"

# --- 9. The holder's own doctor ---------------------------------------------
say "9. What a doctor reads whom the holder gives the file"
"$carnet" show --now "$now" --trust "$work/clinic.pub" "$work/passport.carnet"

say "Done. All files are in $work"
