# SPDX-License-Identifier: Apache-2.0
"""A JVM with the shim under AddressSanitizer, UndefinedBehaviorSanitizer and
LeakSanitizer: what it is started with, and what they said.

The runtime must be loaded before the JVM, which is not built with it. The JVM
has signals of its own (a null in Java is a SIGSEGV), so the runtime takes none.
LeakSanitizer falls over the JVM's thread-local storage ("Tracer caught signal
11") unless it is told not to look there; memory that only the JVM knows, which
it also calls lost, is told apart by the native method in its stack. The Java
heap is not searched: what only a Java object still holds counts as lost.
"""
import pathlib
import re
import subprocess

ASAN = ('handle_segv=0:handle_sigbus=0:handle_sigfpe=0:'
        'handle_sigill=0:allow_user_segv_handler=1:malloc_context_size=64')
# Leaks are read from the log; those of the JVM must not change its status.
LSAN = 'use_tls=0:exitcode=0'
UBSAN = 'halt_on_error=1:print_stacktrace=1'


def runtime():
    """libasan.so of the compiler that the shim is built with."""
    done = subprocess.run(['gcc', '-print-file-name=libasan.so'],
                          capture_output=True, text=True, check=True)
    path = pathlib.Path(done.stdout.strip())
    assert path.is_absolute(), 'gcc has no libasan.so'
    return path


def environment(log, leaks=True):
    """What the JVM's own environment has beside; log: files that begin so.
    Leaks are told apart frame by frame, which after all of JUnit's own
    allocations takes longer than the tests, and what a test leaves to the
    collector would look lost: there they are not looked for."""
    return {'LD_PRELOAD': str(runtime()),
            'ASAN_OPTIONS': f'{ASAN}:detect_leaks={int(leaks)}'
                            f':log_path={log}',
            'LSAN_OPTIONS': LSAN,
            'UBSAN_OPTIONS': f'{UBSAN}:log_path={log}'}


def said(log):
    """All that the sanitizers wrote, from all processes."""
    log = pathlib.Path(log)
    return '\n'.join(p.read_text(errors='replace')
                     for p in sorted(log.parent.glob(log.name + '.*')))


def errors(text):
    """What is no report of leaks."""
    return re.findall(r'^.*(?:ERROR: AddressSanitizer|runtime error:'
                      r'|LeakSanitizer has encountered).*$', text, re.M)


def lost(text):
    """(native method, how many blocks) of each leak below one."""
    out = []
    for block in text.split('\n\n'):
        head = re.search(r'leak of \d+ byte\(s\) in (\d+) object', block)
        method = re.search(r'\bJava_org_carnet_Native_(\w+)', block)
        if head and method:
            out.append((method.group(1), int(head.group(1))))
    return out
