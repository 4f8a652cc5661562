#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The suites of all rooms, vectors included, on other machines:
#     sh tests/machines.sh [arm64|armhf|s390x|i386|musl]...
# Without a name, all of them; musl is this machine without glibc and without
# shared libraries. Installs what is missing (cross compilers, an emulator),
# unpacks Debian's libraries for that machine below the build folder (the system
# gets no foreign package) or builds them there from source, builds, runs each
# test in the emulator and ends with one line of counts.
# Environment: as tests/run.sh; CARNET_BUILD is build/machines here.
set -u

cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
build=${CARNET_BUILD:-$root/build/machines}
vectors=${CARNET_VECTORS:-$root/../shared/vectors}
case $build in /*) ;; *) build=$root/$build ;; esac
case $vectors in /*) ;; *) vectors=$root/$vectors ;; esac
libraries='libc6-dev libgcc-12-dev libcbor-dev libsodium-dev zlib1g-dev
libqrencode-dev libcmocka-dev libjansson-dev'

say() {
    printf '== %s\n' "$*"
}

die() {
    printf 'tests/machines.sh: %s\n' "$*" >&2
    echo '0 passed, 1 failed, 0 skipped'
    exit 1
}

tools_of() {
    echo meson ninja-build pkg-config python3
    [ "$1" = musl ] || echo qemu-user
    case $1 in
    arm64) echo gcc-aarch64-linux-gnu ;;
    armhf) echo gcc-arm-linux-gnueabihf ;;
    s390x) echo gcc-s390x-linux-gnu ;;
    i386) echo gcc-i686-linux-gnu ;;
    musl) echo musl-tools autoconf automake libtool cmake make bzip2 xz-utils ;;
    *) die "no machine is named $1" ;;
    esac
}

install_tools() {
    missing=
    for package in $(for name in "$@"; do tools_of "$name"; done | xargs); do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
            2>/dev/null) || state=
        [ "$state" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "installing Debian packages:$missing"
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    # Unquoted: a list of names, a word or none.
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
            --no-install-recommends $missing || die "can't install:$missing"
}

# apt ARCH COMMAND...: apt-get that knows only this machine, and keeps what it
# knows below the build folder.
apt() {
    state=$build/$1/apt
    mkdir -p "$state/lists/partial" "$state/archives/partial"
    [ -f "$state/status" ] || : >"$state/status"
    arch=$1
    shift
    apt-get -q -o "APT::Architecture=$arch" -o "APT::Architectures=$arch" \
        -o "Dir::State=$state" -o "Dir::State::status=$state/status" \
        -o "Dir::Cache=$state" -o Debug::NoLocking=1 \
        -o Acquire::Languages=none -o "APT::Sandbox::User=$(id -un)" "$@"
}

# Links that begin at / would lead out of the unpacked tree.
turn_links() {
    find "$1" -type l -lname '/*' | while read -r link; do
        ln -sf --relative "$1$(readlink "$link")" "$link"
    done
}

make_musl() {
    say "building libraries for musl into $sysroot"
    sh tests/machines/musl.sh "$build/musl" >"$build/musl/libraries.log" 2>&1 || {
        tail -n 20 "$build/musl/libraries.log" >&2
        return 1
    }
    printf '%s\n' "$libraries" >"$sysroot/made"
}

make_sysroot() {
    sysroot=$build/$1/sysroot
    [ "$(cat "$sysroot/made" 2>/dev/null)" = "$libraries" ] && return
    if [ "$1" = musl ]; then
        make_musl
        return
    fi
    say "unpacking Debian's libraries for $1 into $sysroot"
    # Other archives of this system may have nothing for that machine.
    apt "$1" update >"$build/$1/apt.log" 2>&1 ||
        say 'not every archive knows this machine'
    # shellcheck disable=SC2086
    apt "$1" install -y --no-install-recommends --download-only $libraries \
        >>"$build/$1/apt.log" 2>&1 || {
        tail -n 20 "$build/$1/apt.log" >&2
        return 1
    }
    mkdir -p "$sysroot/usr/lib"
    ln -sfn usr/lib "$sysroot/lib"
    for package in "$build/$1/apt/archives"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" |
            tar -x --keep-directory-symlink -C "$sysroot" || return 1
    done
    turn_links "$sysroot"
    printf '%s\n' "$libraries" >"$sysroot/made"
}

# run_machine ARCH; what can't be built is counted as a failure. LD_BIND_NOW is
# what a test of what is left on the stack wants; it would begin again for it,
# outside the emulator where this machine can run the same code.
run_machine() {
    folder=$build/$1/build
    rm -f "$folder/meson-logs/testlog.json"
    printf "[constants]\nsysroot = '%s'\n" "$build/$1/sysroot" \
        >"$build/$1/sysroot.ini"
    again=
    [ -f "$folder/build.ninja" ] && again=--reconfigure
    say "building and testing $1"
    # shellcheck disable=SC2086
    meson setup $again "$folder" --buildtype=release -Dwerror=true \
        --cross-file "$build/$1/sysroot.ini" \
        --cross-file "tests/machines/$1.ini" \
        -Dtests=enabled -Dcommand=disabled -Dvectors="$vectors" ||
        die "can't configure $folder"
    ninja -k 0 -C "$folder" &&
        LD_BIND_NOW=1 meson test -C "$folder" --no-rebuild \
            --timeout-multiplier 20 </dev/null
}

[ $# -gt 0 ] || set -- arm64 armhf s390x i386 musl
install_tools "$@"
folders=
for name in "$@"; do
    mkdir -p "$build/$name"
    begun=$(date +%s)
    make_sysroot "$name" || die "no libraries for $name"
    run_machine "$name"
    say "$name took $((($(date +%s) - begun) / 60)) minutes"
    folders="$folders $build/$name/build"
done
# shellcheck disable=SC2086
python3 tests/tools/results.py --vectors "$vectors" \
    --log "machines, $*" "$build" $folders
