#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sh tests/machines/musl.sh FOLDER: what carnet links, static and for musl, below
# FOLDER/sysroot. Debian has no such packages, so it is built from Debian's
# sources: those of the release this machine has, and libcbor of a later one,
# whose archive is the one that is kept whole.
set -eu

folder=$1
sysroot=$folder/sysroot
sources=$folder/sources
later=trixie
release=$(. /etc/os-release && echo "$VERSION_CODENAME")

# The archive from which this machine gets its packages.
archive() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        awk '$1 == "URIs:" { print $2; exit }
             $1 == "deb" { for (i = 2; i <= NF; i++)
                               if ($i ~ /^http/) { print $i; exit } }'
}

# fetch RELEASE SOURCE...: the upstream archives, checked by apt.
fetch() {
    state=$sources/$1
    mkdir -p "$state/lists/partial" "$state/archives/partial"
    printf 'deb-src %s %s main\n' "$(archive)" "$1" >"$state/sources.list"
    set -- "$state" "$@"
    known="-o Dir::Etc::sourcelist=$state/sources.list -o Dir::State=$state
        -o Dir::Etc::sourceparts=- -o Dir::Cache=$state -o Debug::NoLocking=1
        -o APT::Sandbox::User=$(id -un)"
    shift 2
    # Unquoted: a list of options.
    # shellcheck disable=SC2086
    (cd "$sources" && apt-get -q $known update &&
        apt-get -q $known source --download-only --tar-only "$@")
}

unpack() {
    rm -rf "$sources/$1"
    mkdir "$sources/$1"
    tar -x -C "$sources/$1" --strip-components=1 -f "$sources/$1"_*.orig.tar.*
    cd "$sources/$1"
}

# configured SOURCE OPTION...: by its configure script.
configured() {
    unpack "$1"
    shift
    [ -x configure ] || autoreconf --force --install
    CC=musl-gcc CFLAGS='-O2 -fPIC' ./configure --prefix="$sysroot" "$@"
    make -j2 install
}

# made SOURCE OPTION...: by CMake.
made() {
    unpack "$1"
    shift
    cmake -S . -B build -DCMAKE_C_COMPILER=musl-gcc \
        -DCMAKE_BUILD_TYPE=Release -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
        -DCMAKE_INSTALL_PREFIX="$sysroot" -DCMAKE_INSTALL_LIBDIR=lib \
        -DBUILD_SHARED_LIBS=OFF "$@"
    cmake --build build -j2
    cmake --install build
}

mkdir -p "$sources"
fetch "$release" zlib libsodium qrencode cmocka jansson
fetch "$later" libcbor
configured zlib --static
configured libsodium --disable-shared
made qrencode -DWITH_TOOLS=NO -DWITHOUT_PNG=ON
made libcbor -DWITH_EXAMPLES=OFF
made cmocka -DWITH_STATIC_LIB=ON -DWITH_EXAMPLES=OFF -DUNIT_TESTING=OFF
ln -sf libcmocka-static.a "$sysroot/lib/libcmocka.a"
made jansson -DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON \
    -DJANSSON_EXAMPLES=OFF
