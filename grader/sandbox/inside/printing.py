"""Where the output of what is called goes: none of it is the notebook's."""

import contextlib
import io
import os
import sys

from IPython import get_ipython

shell = get_ipython()
MAX_PRINTED = 2000


class Printed(io.TextIOBase):
    """Takes what the function prints, up to a cap."""

    def __init__(self):
        self.text = ""

    def writable(self):
        return True

    def write(self, text):
        if len(self.text) < MAX_PRINTED:
            self.text += text[:MAX_PRINTED]
        return len(text)


def drop(message):
    return None


@contextlib.contextmanager
def written_to(printed):
    """What the function prints goes to `printed`; what it displays, or writes past Python's streams, goes nowhere."""
    streams, kept = (sys.stdout, sys.stderr), [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout, sys.stderr = printed, Printed()
    shell.display_pub.register_hook(drop)
    try:
        for number in (1, 2):
            os.dup2(nowhere, number)
        yield
    finally:
        shell.display_pub.unregister_hook(drop)
        sys.stdout, sys.stderr = streams
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)
        for number in (*kept, nowhere):
            os.close(number)
