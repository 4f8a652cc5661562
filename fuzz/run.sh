#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The long runs, in pieces:
#     sh fuzz/run.sh [SECONDS [HARNESS]...]
#     sh fuzz/run.sh --until EACH ALL
# Builds the harnesses with clang's libFuzzer, as they are and with ASan and
# UBSan, which is several times as slow. A piece runs one for so many seconds
# (60), and for a quarter of that under the sanitizers; --until makes pieces of
# each harness until each has so many executions of the code as it is, then more
# until all together have so many, of older code too. What is found grows a corpus
# in the build folder, from which the next piece goes on.
# Executions are counted as libFuzzer says them, a line for each piece, in
# executions.tsv there, which only grows: harness, build, number, and the code
# that ran, as a hash of all that harnesses are made of and run with (files_of_code
# below). Take it away to count anew. The sums come last, of all code and of the
# code as it is. As many run at a time as there are processors. A finding ends it,
# once those that run have ended, and where its input is is said.
# Environment: CARNET_BUILD, the build folder (else build/fuzzing).
set -u

cd "$(dirname "$0")/.." || exit 1
build=${CARNET_BUILD:-$(pwd)/build/fuzzing}
counts=$build/executions.tsv
jobs=$(nproc)
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

# run_for SECONDS BUILD HARNESS
run_for() {
    grown=$build/corpus/$3
    log=$build/$3.log
    # Without sanitizers a third of the time went into weighing inputs.
    plan=
    [ "$2" = plain ] && plan=-entropic=0
    mkdir -p "$grown"
    # Unquoted: empty or one word.
    # shellcheck disable=SC2086
    "$build/$2/fuzz/fuzz_$3" -max_total_time="$1" -max_len=16384 $plan \
        -dict="fuzz/dict/$3.dict" -print_final_stats=1 \
        -artifact_prefix="$build/found-$3-" \
        "$grown" "fuzz/corpus/$3" >"$log" 2>&1
    status=$?
    number=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%s\t%s\t%s\t%s\n' "$3" "$2" "${number:-0}" "$code" >>"$counts"
    [ $status -eq 0 ] || {
        grep -a 'does not hold\|ERROR\|Test unit written' "$log" >&2
        exit 1
    }
}

# piece SECONDS HARNESS
piece() {
    run_for $((($1 + 3) / 4)) checked "$2"
    run_for "$1" plain "$2"
}

# end_running: waits for the pieces that run; ends all where one found something.
end_running() {
    found=
    for process in $running; do
        wait "$process" || found=1
    done
    running=
    [ -z "$found" ] || exit 1
}

# pieces SECONDS HARNESS...: one of each.
pieces() {
    seconds=$1
    shift
    running=
    for harness in "$@"; do
        piece "$seconds" "$harness" &
        running="$running $!"
        [ "$(echo "$running" | wc -w)" -lt "$jobs" ] || end_running
    done
    end_running
}

# made [HARNESS [CODE]]: how many executions, of one or of all ("").
made() {
    awk -F '\t' -v name="${1-}" -v code="${2-}" \
        '(name == "" || $1 == name) && (code == "" || $4 == code) {
            sum += $3
        }
        END { printf "%d\n", sum }' "$counts"
}

# fewer_than NUMBER CODE: the harnesses that have not so many executions.
fewer_than() {
    for harness in $all; do
        [ "$(made "$harness" "$2")" -ge "$1" ] || echo "$harness"
    done
}

# files_of_code: the library's folders whole, and so what makes sources and what
# that reads; the harnesses with what they name of tests/; how all is built; the
# dictionaries. Not the corpus, which grows.
files_of_code() {
    # Unquoted: a list of names.
    # shellcheck disable=SC2046
    find meson.build meson_options.txt include lib fuzz/*.[ch] \
        fuzz/meson.build fuzz/untraced.txt fuzz/dict \
        $(grep -oh 'tests/[a-z]*/[a-z_]*\.[ch]' fuzz/meson.build fuzz/*.[ch] |
            sort -u) \
        -type f ! -name '*.md' ! -name '*.pyc' | LC_ALL=C sort
}

# until_made EACH ALL; unquoted are lists of names.
# shellcheck disable=SC2046,SC2086
until_made() {
    pieces 60 $(fewer_than "$1" "$code")
    while [ -n "$(fewer_than "$1" "$code")" ]; do
        pieces 300 $(fewer_than "$1" "$code")
    done
    while [ "$(made)" -lt "$2" ]; do
        pieces 60 $all
    done
}

mkdir -p "$build"
touch "$counts"
code=$(files_of_code | tr '\n' '\0' | xargs -0 sha256sum | sha256sum |
    cut -c 1-16)
all=$(ls fuzz/corpus)
make_build checked address,undefined
make_build plain none
if [ "${1-}" = --until ]; then
    until_made "${2:?executions of each}" "${3:?executions of all}"
else
    seconds=${1:-60}
    [ $# -gt 0 ] && shift
    # Unquoted: a list of names.
    # shellcheck disable=SC2086
    [ $# -gt 0 ] || set -- $all
    pieces "$seconds" "$@"
fi
for harness in $all; do
    printf 'fuzz, %s: %d executions, %d of the code as it is\n' "$harness" \
        "$(made "$harness")" "$(made "$harness" "$code")"
done
printf 'fuzz, all: %d executions, %d of the code as it is\n' "$(made)" \
    "$(made '' "$code")"
