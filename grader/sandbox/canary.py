"""What the canary tries, once it is shut in like a candidate's kernel: to break out in every way that a layer forbids.

Sent as text and run inside; it imports nothing of ours. `attempts` gives, for each attempt, "" where the layers held,
else what it got.
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN002, ANN201, D103, PTH109, PTH118, PTH123
# (one reason for all: it is sent as text and must stay small, and it does on purpose what no program should)

import ctypes
import os
import signal
import socket
import threading


def got(action, *arguments):
    """ "" where the action is refused; else what came of it."""
    try:
        return f"got {str(action(*arguments))[:80]!r}"
    except OSError:
        return ""


def system_call(number, *arguments):
    result = ctypes.CDLL(None, use_errno=True).syscall(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


def read(path):
    with open(path, "rb") as file:
        return file.read(20)


def write(path):
    with open(path, "wb") as file:
        file.write(b"canary")
    return path


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def connect(family, kind, address):
    with socket.socket(family, kind) as made:
        made.settimeout(1)
        made.connect(address)
    return address


def first(attempts):
    return next((each for each in attempts if each), "")


def attempts(secrets, folders, places, listener, grader_pid):
    """Each attempt's name with what it got: `secrets` are files not to be read, `places` files not to be made."""
    own = os.path.join(os.getcwd(), "own")
    write(own)
    processes = [pid for pid in (grader_pid, os.getppid()) if pid > 1]
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return {
        "read files": first(got(read, path) for path in secrets),
        "list folders": first(got(os.listdir, path) for path in folders),
        "write outside": first(got(write, path) for path in places),
        "start a process": got(fork)
        or got(os.execv, "/bin/true", ["true"])
        or got(os.posix_spawn, "/bin/true", ["true"], {}),
        "open a connection": got(connect, socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", listener))
        or got(connect, socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", listener))
        or got(socket.socket, socket.AF_UNIX, socket.SOCK_STREAM),
        "signal others": first(got(os.kill, pid, 0) for pid in processes) or got(os.kill, -1, signal.SIGCONT),
        "change rights": got(os.chmod, own, 0o777) or got(os.utime, own) or got(os.chown, own, 1, 1),
        "make namespaces": got(system_call, 272 if os.uname().machine == "x86_64" else 97, 0x10000000),
        "use io_uring": got(system_call, 425, 1, ctypes.create_string_buffer(256)),
        "trace a process": got(system_call, 101 if os.uname().machine == "x86_64" else 117, 16, os.getppid(), 0, 0),
        "be root": "" if os.getuid() != 0 else "got uid 0",
    }
