#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lines and branches of lib/ that tests reach: sh tests/coverage.sh [write]
# Builds with gcc --coverage, not optimized, in a folder of its own, runs the
# suites of all rooms, vectors and failing memory among them, and what else leads
# deep into them, and holds what gcovr counts against tests/coverage.tsv; with
# "write" the file is made anew, and what has no reason yet fails.
# tests/run.sh --long coverage installs what this needs, and runs it; here gcovr alone
# is installed where it is missing, and the Python tools must be in the path.
# Environment: as tests/run.sh; CARNET_BUILD is build/test here too.
set -u

cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
build=${CARNET_BUILD:-$root/build/test}
vectors=${CARNET_VECTORS:-$root/../shared/vectors}
case $build in /*) ;; *) build=$root/$build ;; esac
case $vectors in /*) ;; *) vectors=$root/$vectors ;; esac
folder=$build/coverage

if ! command -v gcovr >/dev/null; then
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends gcovr || exit 1
fi
again=
[ -f "$folder/build.ninja" ] && again=--reconfigure
# Counted atomically: tests and the command's batches have threads.
# No -Dwerror: not optimizing, gcc takes for unset what each way sets.
# shellcheck disable=SC2086
CC=${CC:-gcc} CXX=${CXX:-g++} meson setup $again "$folder" \
    -Db_coverage=true -Dc_args=-fprofile-update=atomic -Db_lundef=false \
    -Dbuildtype=debug -Dtests=enabled \
    -Dcommand=enabled -Dscan=enabled -Dvectors="$vectors" || exit 1
# shellcheck disable=SC2046
ninja -C "$folder" $(python3 tests/tools/coverage.py targets "$folder") ||
    exit 1
find "$folder" -name '*.gcda' -delete
# shellcheck disable=SC2046
meson test -C "$folder" --no-rebuild --timeout-multiplier 4 \
    $(python3 tests/tools/coverage.py tests "$folder") </dev/null || exit 1
# What the compiler makes of a closing brace is no branch of ours.
gcovr --root "$root" --filter "$root/lib/" --object-directory "$folder" \
    --exclude-unreachable-branches --json "$folder/coverage.json" "$folder" ||
    exit 1
python3 tests/tools/coverage.py "${1:-check}" "$folder/coverage.json"
