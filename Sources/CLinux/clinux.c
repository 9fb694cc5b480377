#include <sys/socket.h>

#include "CLinux.h"

int clinux_accept(int listener, struct sockaddr *address, uint32_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
