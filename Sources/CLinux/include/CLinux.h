// System calls that `import Glibc` does not show: its module map lacks these headers or is built without _GNU_SOURCE.
// _GNU_SOURCE stays out of this header: it would turn the socket prototypes into unions that Swift cannot call.
#pragma once

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>

/// accept4(2) with SOCK_NONBLOCK | SOCK_CLOEXEC. Returns the descriptor or -1 with errno set.
int clinux_accept(int listener, struct sockaddr *address, uint32_t *length);
