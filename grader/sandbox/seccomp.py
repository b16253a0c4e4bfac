"""The system calls that a kernel may no longer make once it is ready: a filter made with libseccomp.

A list of what is refused, not of what is allowed: what is on it stays refused when a library is updated, and a notebook
gets EPERM, an error that Python tells well. Runs inside the template.
"""

from __future__ import annotations

import errno

import pyseccomp

CLONE_THREAD = 0x00010000
PR_SET_PDEATHSIG = 1
_INT = 0xFFFFFFFF  # what Linux looks at of an argument that is an int

REFUSED = """
fork vfork execve execveat unshare setns
socket connect bind listen
ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd pidfd_send_signal
tkill rt_sigqueueinfo rt_tgsigqueueinfo
io_uring_setup io_uring_enter io_uring_register bpf perf_event_open userfaultfd
mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr
chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat
setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr mknod mknodat
setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset personality
name_to_handle_at open_by_handle_at fanotify_init quotactl quotactl_fd acct swapon swapoff
keyctl add_key request_key shmget shmat msgget semget mq_open memfd_secret
init_module finit_module delete_module kexec_load kexec_file_load reboot syslog vhangup iopl ioperm modify_ldt
sethostname setdomainname settimeofday clock_settime adjtimex clock_adjtime
move_pages mbind set_mempolicy migrate_pages lookup_dcookie seccomp
landlock_create_ruleset landlock_add_rule landlock_restrict_self
""".split()  # noqa: SIM905 (a list of ninety reads better in groups)

_NEWER = {  # younger than Debian 12's libseccomp; the same numbers on x86_64 and aarch64
    "fchmodat2": 452,
    "setxattrat": 463,
    "removexattrat": 466,
    "open_tree_attr": 467,
    "file_setattr": 469,
}


def build() -> pyseccomp.SyscallFilter:
    """The filter of every kernel, but for what depends on its process id; the template makes it once."""
    refuse = pyseccomp.ERRNO(errno.EPERM)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    rules.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
    for name in REFUSED:
        number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
        if number >= 0:  # below: this architecture has no such call, or libseccomp doesn't know it
            rules.add_rule(refuse, number)
    for number in _NEWER.values():
        rules.add_rule(refuse, number)
    rules.add_rule(refuse, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    rules.add_rule(refuse, "prctl", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _INT, PR_SET_PDEATHSIG))
    rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags lie in memory, where no filter can look
    return rules


def load(rules: pyseccomp.SyscallFilter, own_pid: int) -> None:
    """Put the filter on every thread of this process, whose signals reach itself alone."""
    for name in ("kill", "tgkill"):
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name, pyseccomp.Arg(0, pyseccomp.NE, own_pid))
    rules.load()
