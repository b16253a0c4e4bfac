"""Limits of a single case, in CPU time and in wall time."""

import signal

TICK = 0.25  # seconds between two looks at a running case


class CaseTooLong(BaseException):
    """Raised into a case that runs past its limit; not an Exception, so that a candidate's handler lets it pass."""


class Watch:
    """Interrupts a case that uses too much CPU time, or too much wall time where it only waits."""

    def __init__(self, cpu_seconds, wall_seconds):
        self.limits = {signal.SIGPROF: cpu_seconds, signal.SIGALRM: wall_seconds}
        self.case = self.too_long = None
        self.seen = dict.fromkeys(self.limits)
        self.ticks = dict.fromkeys(self.limits, 0.0)

    def tick(self, number, frame):
        if self.case is None:
            return
        if self.seen[number] != self.case:
            self.seen[number], self.ticks[number] = self.case, 0.0
        self.ticks[number] += TICK
        if self.ticks[number] > self.limits[number]:
            self.too_long = self.case
            raise CaseTooLong

    def __enter__(self):
        self.before = {number: signal.signal(number, self.tick) for number in self.limits}
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        return self

    def __exit__(self, *exception):
        self.case = None
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self.before.items():
            signal.signal(number, handler)


def watch_of(order):
    return Watch(order["case_seconds"], order["case_seconds"] * order["wall_factor"])
