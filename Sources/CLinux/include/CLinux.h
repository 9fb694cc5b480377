// System calls that `import Glibc` does not show: its module map lacks these headers or is built without _GNU_SOURCE.
// _GNU_SOURCE stays out of this header: it would turn the socket prototypes into unions that Swift cannot call.
#pragma once

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>

struct sockaddr;

/// accept4(2) with SOCK_NONBLOCK | SOCK_CLOEXEC. Returns the descriptor or -1 with errno set.
int clinux_accept(int listener, struct sockaddr *address, uint32_t *length);

/// open(2) with O_TMPFILE: a file in `directory` that has no name. Returns the descriptor or -1 with errno set.
int clinux_open_unnamed(const char *directory);

/// The arguments that the program was started with, which Swift reads from /proc and does not find without it. A null
/// pointer follows the last.
char *const *clinux_arguments(void);

/// linkat(2): gives a file made by clinux_open_unnamed() the name `path`, which must not exist and must be on the same
/// file system. Returns 0, or -1 with errno set.
int clinux_name_file(int descriptor, const char *path);

/// mallopt(3): `trim` bytes free at the end of a heap are kept before they are given back to the system, and blocks of less
/// than `map` bytes come from a heap.
void clinux_keep_heap(int trim, int map);

/// capget(2) and capset(2): for this thread and those that it starts, of the capabilities that it may have only
/// CAP_DAC_READ_SEARCH is in effect: it may read every file and enter every folder. Returns 0, or -1 with errno set.
int clinux_only_read(void);

/// What the calling thread works on at present, for whom no task holds it. Swift has no variables of a thread.
void clinux_set_request(const void *present);
const void *clinux_request(void);

