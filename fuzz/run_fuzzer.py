# SPDX-License-Identifier: Apache-2.0
"""One libFuzzer program as a test.

    run_fuzzer.py short PROGRAM CORPUS DICT RUNS
    run_fuzzer.py planted PROGRAM CORPUS DICT RUNS [seeds]

short: so many executions from the corpus find nothing. planted: a program with
a fault in it is stopped by it within so many executions, and within its minute,
and not by what stands in the corpus already, but where "seeds" says so. The seed
is fixed, so that each run is the same.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import tap


def fuzz(program, corpus, words, *options):
    """Exit status, what it said, executions, seconds."""
    with tempfile.TemporaryDirectory() as found:
        command = [program, '-seed=1', '-print_final_stats=1', '-verbosity=1',
                   f'-artifact_prefix={found}/', '-max_len=16384',
                   f'-dict={words}', *options]
        begin = time.monotonic()
        done = subprocess.run([*command, found, corpus], capture_output=True,
                              text=True, errors='replace')
        seconds = time.monotonic() - begin
    count = re.search(r'stat::number_of_executed_units:\s*(\d+)', done.stderr)
    return (done.returncode, done.stderr, int(count.group(1)) if count else 0,
            seconds)


def short(name, it, program, corpus, words, runs):
    with it.case('finds_nothing'):
        status, said, count, seconds = fuzz(program, corpus, words,
                                            f'-runs={runs}', '-reduce_inputs=0')
        assert status == 0, said[-3000:]
        assert count >= int(runs), f'{count} executions of {runs}'
        print(f'fuzz, {name}: {count} executions in {seconds:.0f} s',
              file=sys.stderr)


def planted(name, it, program, corpus, words, runs, seeds=''):
    with it.case('finds_it_in_the_corpus' if seeds else
                 'does_not_find_it_in_the_corpus'):
        status, said, count, _ = fuzz(program, corpus, words, '-runs=0')
        assert (status == 0) == (not seeds), f'{count} seeds\n{said[-3000:]}'
    with it.case('finds_what_is_planted'):
        status, said, count, seconds = fuzz(program, corpus, words,
                                            f'-runs={runs}',
                                            '-max_total_time=60')
        assert status != 0, f'{name}: not found in {count} executions'
        assert re.search('does not hold|ERROR: AddressSanitizer'
                         '|runtime error', said), said[-3000:]
        print(f'fuzz, {name}: planted fault found after {count} executions, '
              f'{seconds:.0f} s', file=sys.stderr)


def main():
    how, program, *rest = sys.argv[1:]
    it = tap.Tap()
    name = pathlib.Path(program).name.split('_', 1)[1]
    {'short': short, 'planted': planted}[how](name, it, program, *rest)
    return it.end()


sys.exit(main())
