#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# All suites, one command: sh tests/run.sh
# The whole of what it samples, in hours: sh tests/run.sh --long [PART]..., which
# tests see as CARNET_LONG=1 and Meson gives ten times as long. Without a name all
# its parts are run: gcc, clang, fuzzing, coverage, mutation, machines.
# Installs what the tests need and is missing (Debian packages; Python tools in
# a virtual environment and the FHIR validator's jars inside the build folder),
# builds with gcc under ASan and UBSan and with clang under UBSan and its integer
# checks, runs the suites, fuzzes for a moment, ends with one line of counts.
# Environment: CARNET_VECTORS, the folder of foreign vectors (else
# ../shared/vectors); CARNET_BUILD, the build folder (else build/test).
set -u

cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
build=${CARNET_BUILD:-$root/build/test}
vectors=${CARNET_VECTORS:-$root/../shared/vectors}
# Both are handed to programs that run in other folders.
case $build in /*) ;; *) build=$root/$build ;; esac
case $vectors in /*) ;; *) vectors=$root/$vectors ;; esac

packages='meson ninja-build gcc g++ clang libclang-rt-dev clang-format clang-tidy
cppcheck util-linux abigail-tools locales binutils pkg-config libcbor-dev libsodium-dev libqrencode-dev zlib1g-dev
libpng-dev libjpeg62-turbo-dev libzxing-dev libcmocka-dev libjansson-dev zbar-tools openssl
librsvg2-bin libssl-dev mandoc valgrind python3 python3-dev python3-venv git
ca-certificates default-jdk-headless maven unicode-data'
commands='abidiff abidw localedef
meson ninja gcc g++ clang clang++ clang-format clang-tidy cppcheck setarch nm ar readelf objdump
pkg-config zbarimg rsvg-convert mandoc openssl valgrind java javac mvn git'

say() {
    printf '== %s\n' "$*"
}

# Whatever goes wrong, the last line says that something failed.
die() {
    printf 'tests/run.sh: %s\n' "$*" >&2
    echo '0 passed, 1 failed, 0 skipped'
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null || die "sudo is needed for: $*"
        sudo "$@"
    fi
}

missing_packages() {
    for package in $packages; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
            2>/dev/null) || state=
        [ "$state" = installed ] || printf '%s ' "$package"
    done
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say 'no apt-get here: the tools must be installed already'
        return
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return
    say "installing Debian packages: $missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q ||
        die 'apt-get update failed'
    # Unquoted: a list of names.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $missing || die "can't install: $missing"
}

check_commands() {
    for tool in $commands; do
        command -v "$tool" >/dev/null || die "$tool is not installed"
    done
}

# The system's own Python, whatever else is first in the path.
install_python_tools() {
    venv=$build/venv
    pins=tests/requirements.txt
    if ! cmp -s "$pins" "$venv/installed.txt"; then
        say "installing Python tools of $pins into $venv"
        rm -rf "$venv"
        system_python=/usr/bin/python3
        [ -x "$system_python" ] || system_python=python3
        "$system_python" -m venv "$venv" || die 'no virtual environment'
        "$venv/bin/python3" -m pip install --quiet --no-input \
            --disable-pip-version-check -r "$pins" ||
            die "can't install the Python tools"
        cp "$pins" "$venv/installed.txt" || die "can't write to $venv"
    fi
    PATH=$venv/bin:$PATH
    export PATH
}

# Where they can't be had, the test that needs them fails and all others run.
install_jars() {
    jars=$build/fhir-jars
    pom=tests/fhir/pom.xml
    if ! cmp -s "$pom" "$jars/installed.xml"; then
        say "fetching the FHIR validator's jars of $pom into $jars"
        rm -rf "$jars"
        mkdir -p "$jars" || die "can't make $jars"
        mvn -q -B -f "$pom" dependency:copy-dependencies \
            -DoutputDirectory="$jars" </dev/null &&
            cp "$pom" "$jars/installed.xml" ||
            say "can't fetch the FHIR validator's jars: its test will fail"
    fi
}

# configure NAME SANITIZERS CC CXX OPTION...
configure() {
    folder=$build/$1
    sanitizers=$2
    cc=$3
    cxx=$4
    shift 4
    again=
    [ -f "$folder/build.ninja" ] && again=--reconfigure
    rm -f "$folder/meson-logs/testlog.json" \
        "$folder/meson-logs/benchmarklog.json"
    say "configuring $folder with $cc"
    # Unquoted: empty or one word.
    # shellcheck disable=SC2086
    CC=$cc CXX=$cxx meson setup $again "$folder" \
        -Db_sanitize="$sanitizers" -Db_lundef=false -Dwerror=true \
        "$@" || die "can't configure $folder"
}

# configure_whole NAME SANITIZERS CC CXX
configure_whole() {
    configure "$@" -Dtests=enabled -Dcommand=enabled -Dscan=enabled \
        -Dvectors="$vectors" -Dfhir_jars="$jars"
}

# build_it NAME [SUITE]...: what these suites need, else all. What can't be built is
# counted as a failure.
build_it() {
    folder=$build/$1
    shift
    files=
    [ $# -eq 0 ] || files=$(python3 tests/tools/targets.py "$folder" "$@")
    say "building $folder"
    # Unquoted: a list of names.
    # shellcheck disable=SC2086
    ninja -k 0 -C "$folder" $files
}

# run_tests NAME [--suite ROOM]...; failures are counted from the log.
run_tests() {
    folder=$build/$1
    shift
    say "testing $folder"
    meson test -C "$folder" --no-rebuild --timeout-multiplier "$times" "$@" \
        </dev/null || true
}

# is_part NAME: whether it is to be run.
is_part() {
    case " $parts " in *" $1 "*) ;; *) return 1 ;; esac
}

times=1
kind=short
parts='gcc clang fuzzing'
if [ "${1-}" = --long ]; then
    CARNET_LONG=1
    export CARNET_LONG
    times=10
    kind=long
    parts="$parts coverage mutation machines"
    shift
    for name in "$@"; do
        is_part "$name" || die "a long run has no part $name, but: $parts"
    done
    [ $# -eq 0 ] || parts=$*
    set --
fi
[ $# -eq 0 ] || die "there is one option, --long, and so no $1"
# A long run owes figures, of what nobody here wrote too.
[ $kind = short ] || [ -d "$vectors" ] || die "no vector folder $vectors"
install_packages
check_commands
# What will have run.
code=$(python3 docs/make_proof.py --code) || die 'no hash of the code'
mkdir -p "$build" || die "can't make $build"
install_python_tools
install_jars

# With clang, which checks integers too, the rooms, the command and the fuzzers'
# corpus: the other suites do not depend on the compiler. What the command shows and
# what faults do to it starts it thousands of times, which takes an address sanitizer
# three times as long: an ordinary run has both with clang alone, which is without
# one then. A long run has all with both, and is long with gcc. What a suite says is
# slow is for a long run alone.
suites='fuzz cli shown faults'
for file in tests/*/meson.build; do
    room=$(basename "$(dirname "$file")")
    [ -f "lib/$room/meson.build" ] && suites="$suites $room"
done
list=$(echo "$suites" | sed 's/ /,/g')
clang_sanitizers=undefined
clang_builds=$suites
left_out='slow shown faults'
if [ $kind = long ]; then
    clang_sanitizers=address,undefined
    clang_builds= # of none: all
    left_out=
fi

# What of a long run is no test of Meson's, and failed.
missed=
# measure NAME WHAT [BENCHMARK]
measure() {
    folder=$build/$1
    say "$2"
    shift 2
    meson test -C "$folder" --no-rebuild --logbase benchmarklog --benchmark \
        "$@" </dev/null || missed="$missed benchmarks"
}

if is_part gcc && configure_whole gcc address,undefined gcc g++ &&
    build_it gcc; then
    for suite in $left_out; do
        set -- "$@" --no-suite "$suite"
    done
    run_tests gcc "$@"
    set --
    [ $kind = short ] || measure gcc measuring
fi
# Unquoted: a list of words.
# shellcheck disable=SC2086
if is_part clang && configure_whole clang $clang_sanitizers clang clang++ &&
    build_it clang $clang_builds; then
    for suite in $suites; do
        set -- "$@" --suite "$suite"
    done
    (unset CARNET_LONG && run_tests clang "$@")
fi
# A short run of each fuzzer, and one that must find a planted fault.
if is_part fuzzing && configure fuzzing address,undefined clang clang++ \
    -Dfuzzing=libfuzzer -Dtests=disabled -Dcommand=disabled && build_it fuzzing; then
    run_tests fuzzing
    [ $kind = short ] || measure fuzzing \
        'fuzzing, a million executions each and a hundred million in all' \
        fuzz_long
fi

# Lines and branches that tests reach, changes of the code that they notice, and
# the rooms' suites on other machines. Each leaves what it says as a log.
for name in coverage mutation machines; do
    is_part "$name" || continue
    say "$name"
    folder=$build
    long=1
    if [ "$name" = machines ]; then # ten times as slow in an emulator
        folder=$build/machines
        long=
    fi
    rm -rf "$build/$name/tool"
    CARNET_BUILD=$folder CARNET_VECTORS=$vectors CARNET_LONG=$long \
        sh "tests/$name.sh"
done

# log_of PART: the folder with its log.
log_of() {
    case $1 in
    coverage | mutation | machines) echo "$build/$1/tool" ;;
    *) echo "$build/$1" ;;
    esac
}

# What docs/proof.md is made of. A run owes every figure, and none of what tests
# count may fall below what docs/proof.tsv lets it, but where they lack the vectors.
out=$build/proof.json
[ $kind = long ] || out=$build/proof-short.json
say "figures of this run: $out"
set --
[ ! -d "$vectors" ] || set -- --held
for name in $parts; do
    set -- "$@" "$name=$(log_of "$name")"
done
python3 docs/make_proof.py --collect "$out" --run "$kind" \
    --date "$(date -u +%F)" --code "$code" "$@"
figures=$?
set --
[ ! -d "$vectors" ] || [ $figures -eq 0 ] ||
    set -- --failed 'proof: a figure of docs/proof.json fell or is none'
for name in $missed; do
    set -- "$@" --failed "$name: said above"
done
for name in $parts; do
    suites=
    case $name in
    clang) suites=:$list ;;
    gcc) suites=:$(for s in $left_out; do printf '!%s,' "$s"; done) ;;
    esac
    set -- "$@" "$(log_of "$name")$suites"
done
python3 tests/tools/results.py --vectors "$vectors" "$@"
