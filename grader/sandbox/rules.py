"""Says in words what the sandbox refuses, so that a candidate who meets it knows that it is the screen's rule.

Nothing is made safe here: the layers refuse by themselves, and what goes round these words meets them. Runs inside.
"""

from __future__ import annotations

import errno
import socket
import sys

_PROCESSES = "this screen's rule: no other programs or processes can be started here, and nothing is lost by it"
_NETWORK = "this screen's rule: there is no network here, and nothing is lost by it"
_REFUSED = {
    "os.exec": _PROCESSES,
    "os.fork": _PROCESSES,
    "os.forkpty": _PROCESSES,
    "os.posix_spawn": _PROCESSES,
    "os.system": _PROCESSES,
    "subprocess.Popen": _PROCESSES,
    "socket.bind": _NETWORK,
    "socket.connect": _NETWORK,
    "socket.getaddrinfo": _NETWORK,
    "socket.gethostbyname": _NETWORK,
    "socket.sendto": _NETWORK,
}


def say() -> None:
    """From now on, tell the rule wherever Python is about to try what the layers refuse."""
    sys.addaudithook(_tell)


def _tell(event: str, arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(errno.EPERM, _REFUSED[event])
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise PermissionError(errno.EPERM, _NETWORK)
