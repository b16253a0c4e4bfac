"""Where candidates' kernels run: the tiers of isolation, the processes that hold a kernel, and what runs inside one."""
