# SPDX-License-Identifier: Apache-2.0
"""A second implementation of carnet's format, for comparison only.

Made from docs/spec/ alone: it reads format.md's rules by eye and schema.json,
dictionary.hex and parts.json by program, and knows nothing of the library.
"""
