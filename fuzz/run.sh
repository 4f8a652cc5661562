#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The long runs, in pieces: sh fuzz/run.sh [SECONDS [HARNESS]...]
# Builds the harnesses with clang's libFuzzer, with ASan and UBSan, and as they
# are, which is several times as fast, and runs each for so many seconds (60),
# every other piece of the fast ones. What is found grows a corpus in the build
# folder, from which the next piece goes on. Executions are counted as libFuzzer
# says them, a line for each piece, in executions.tsv there; the sum comes last.
# Stops at the first finding, and says where its input is.
# Environment: CARNET_BUILD, the build folder (else build/fuzzing).
set -u

cd "$(dirname "$0")/.." || exit 1
build=${CARNET_BUILD:-$(pwd)/build/fuzzing}
counts=$build/executions.tsv
seconds=${1:-60}
[ $# -gt 0 ] && shift
export ASAN_OPTIONS=detect_leaks=1:halt_on_error=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# make_build NAME SANITIZERS
make_build() {
    again=
    [ -f "$build/$1/build.ninja" ] && again=--reconfigure
    # Unquoted: empty or one word.
    # shellcheck disable=SC2086
    CC=${CC:-clang} meson setup $again "$build/$1" -Db_sanitize="$2" \
        -Db_lundef=false -Dtests=disabled -Dcommand=disabled \
        -Dfuzzing=libfuzzer >"$build/$1.log" 2>&1 &&
        ninja -C "$build/$1" >>"$build/$1.log" 2>&1 || {
        printf 'fuzz/run.sh: see %s\n' "$build/$1.log" >&2
        exit 1
    }
}

# piece BUILD HARNESS
piece() {
    grown=$build/corpus/$2
    log=$build/$2.log
    words=
    [ -f "fuzz/dict/$2.dict" ] && words=-dict=fuzz/dict/$2.dict
    mkdir -p "$grown"
    # Unquoted: empty or one word.
    # shellcheck disable=SC2086
    "$build/$1/fuzz/fuzz_$2" -max_total_time="$seconds" -max_len=4096 $words \
        -print_final_stats=1 -artifact_prefix="$build/found-$2-" \
        "$grown" "fuzz/corpus/$2" >"$log" 2>&1
    status=$?
    number=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%s\t%s\t%s\n' "$2" "$1" "${number:-0}" >>"$counts"
    [ $status -eq 0 ] || {
        grep -a 'does not hold\|ERROR\|Test unit written' "$log" >&2
        exit 1
    }
}

mkdir -p "$build"
make_build checked address,undefined
make_build plain none
[ $# -gt 0 ] || set -- $(ls fuzz/corpus)
for how in checked plain; do
    for harness in "$@"; do
        piece "$how" "$harness"
    done
done
awk -F '\t' '{ sum[$1] += $3; all += $3 }
    END { for (name in sum) printf "%s\t%d\n", name, sum[name]
          printf "all\t%d\n", all }' "$counts" | sort
