#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One place of the files that tests/mutation.tsv names changed at a time, and
# whether a test notices: sh tests/mutation.sh [--only TEXT] [--every N]...
# Builds in a folder of its own with all names visible, so that a changed file
# can stand before the library; tests/tools/mutation.py does the rest and says
# what the options are. The list has the changes, too, that no test can notice.
# tests/run.sh --long mutation installs what this needs, and runs it, for an hour and
# more on two processors.
# Environment: as tests/run.sh.
set -u

cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
build=${CARNET_BUILD:-$root/build/test}
vectors=${CARNET_VECTORS:-$root/../shared/vectors}
case $build in /*) ;; *) build=$root/$build ;; esac
case $vectors in /*) ;; *) vectors=$root/$vectors ;; esac
folder=$build/mutation

again=
[ -f "$folder/build.ninja" ] && again=--reconfigure
# shellcheck disable=SC2086
CC=${CC:-gcc} meson setup $again "$folder" -Dbuildtype=plain -Doptimization=1 \
    -Dc_args=-fvisibility=default -Db_lundef=false -Dtests=enabled \
    -Dcommand=disabled -Dvectors="$vectors" || exit 1
# shellcheck disable=SC2046
ninja -C "$folder" $(python3 tests/tools/mutation.py "$folder" --targets) ||
    exit 1
exec python3 -B tests/tools/mutation.py "$folder" "$@"
