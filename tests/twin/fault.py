# SPDX-License-Identifier: Apache-2.0
"""The one exception of the twin: an input that the format does not allow."""


class Refused(Exception):
    """reason: a status name as in carnet/status.h, such as CBOR_SHAPE."""

    def __init__(self, reason, detail=''):
        super().__init__(f'{reason}: {detail}' if detail else reason)
        self.reason = reason
        self.detail = detail


def demand(good, reason, detail=''):
    if not good:
        raise Refused(reason, detail)
