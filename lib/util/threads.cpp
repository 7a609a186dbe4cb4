#include "util/threads.hpp"

#include <malloc.h>
#include <pthread.h>
#include <cstddef>

namespace util {

namespace {

/// The deepest of our calls, yaml-cpp in a document nested 500 levels deep, takes 180 KiB.
constexpr std::size_t stack_size = 512U << 10U;

}

void make_threads_cheap() {
    ::mallopt(M_ARENA_MAX, 1);
    pthread_attr_t attributes;
    if (::pthread_attr_init(&attributes) != 0) return;
    if (::pthread_attr_setstacksize(&attributes, stack_size) == 0) ::pthread_setattr_default_np(&attributes);
    ::pthread_attr_destroy(&attributes);
}

}
