# SPDX-License-Identifier: Apache-2.0
"""Runs every example of the installed package and of pages: examples.py PAGE...

A page's blocks are those that open with ```pycon; they share their names. A
public class, function or module without an example is a failure.
"""
import doctest
import importlib
import inspect
import pathlib
import pkgutil
import re
import sys

import carnet

OPTIONS = doctest.ELLIPSIS
# Their example is that of their module, which their text says.
SHARED = re.compile(r'\(See\s+the\s+example\s+of\s+this\s+module\.\)')


def modules():
    yield carnet
    for found in pkgutil.iter_modules(carnet.__path__):
        if found.name != '_carnet':
            yield importlib.import_module(f'carnet.{found.name}')


def without_example(module):
    """Public things of a module that show nothing."""
    if module.__name__.rpartition('.')[2].startswith('_'):
        return
    things = [(n, v) for n, v in vars(module).items()
              if getattr(v, '__module__', '') == module.__name__
              and not n.startswith('_')
              and (inspect.isclass(v) or inspect.isfunction(v))]
    for name, thing in [('', module), *things]:
        text = thing.__doc__ or ''
        if '>>>' in text or SHARED.search(text) or (
                inspect.isclass(thing) and is_plain(thing)):
            continue
        yield f'{module.__name__}.{name} has no example'


def is_plain(thing):
    """Exceptions and results without a method of their own, which the examples
    of what gives them show."""
    own = [n for n, v in vars(thing).items()
           if inspect.isfunction(v) and not n.startswith('_')]
    return not own and bool(thing.__doc__)


def blocks(page):
    text = page.read_text(encoding='utf-8')
    found = re.findall(r'^```pycon\n(.*?)^```$', text,
                       re.MULTILINE | re.DOTALL)
    return '\n'.join(found)


def main(pages):
    failed = attempted = 0
    for module in modules():
        done = doctest.testmod(module, optionflags=OPTIONS)
        failed, attempted = failed + done.failed, attempted + done.attempted
        for problem in without_example(module):
            print(problem)
            failed += 1
    for page in map(pathlib.Path, pages):
        runner = doctest.DocTestRunner(optionflags=OPTIONS)
        done = runner.run(doctest.DocTestParser().get_doctest(
            blocks(page), {}, page.name, str(page), 0))
        failed, attempted = failed + done.failed, attempted + done.attempted
        if done.attempted == 0:
            print(f'{page.name} has no example')
            failed += 1
    print(f'{attempted} examples, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
