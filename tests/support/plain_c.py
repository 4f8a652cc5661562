# SPDX-License-Identifier: Apache-2.0
"""What calls cost in plain C, for the benchmarks of the bindings."""
import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parent / 'bench_calls.c'


def costs(root, build, record):
    """name -> ns a call, over the static library of a release build."""
    build = pathlib.Path(build)
    program = build / 'bench_calls'
    subprocess.run(
        ['gcc', '-O3', '-std=gnu11', SOURCE, '-o', program,
         f'-I{pathlib.Path(root) / "include"}', f'-I{build / "include"}',
         build / 'lib/libcarnet.a', '-lcbor', '-lsodium', '-lz',
         '-lqrencode'], check=True)
    said = subprocess.run([program, record], check=True, text=True,
                          capture_output=True).stdout
    return {name: float(ns) for name, ns in map(str.split, said.splitlines())}
