#pragma once

namespace util {

/// For a program with many threads that live for a moment each: one arena of
/// malloc serves them all, and their stacks are small enough for glibc to keep
/// (it keeps 40 MiB of them). Otherwise each thread maps both and unmaps them again.
/// To be called while there is one thread.
void make_threads_cheap();

}
