#include "docker/api_version.hpp"
#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/error.hpp"

#include <array>
#include <limits>

namespace docker::flags {

namespace {

constexpr auto any_int = integer_between<std::numeric_limits<int>::min(), std::numeric_limits<int>::max()>;
constexpr auto blkio_weight = integer_between<0, std::numeric_limits<std::uint16_t>::max()>;
constexpr auto swappiness = integer_between<-1, 100>;

/// Newer Engines know of no such limit.
void set_kernel_memory(Draft& draft, const Flag& flag, const std::string& value) {
    const std::int64_t bytes = size(value);
    if (!is_at_least(draft.context.api_version, "1.42")) draft.at(flag.place) = bytes;
}

void refuse_windows(Draft&, const Flag&, const std::string&) {
    throw util::Error("works only with an Engine on Windows");
}

}

std::span<const Flag> resource_flags() {
    static constexpr std::array table{
        Flag{"blkio-weight", 0, Takes::value, set<blkio_weight>, "/HostConfig/BlkioWeight"},
        Flag{"cpu-count", 0, Takes::value, refuse_windows},
        Flag{"cpu-percent", 0, Takes::value, refuse_windows},
        Flag{"cpu-period", 0, Takes::value, set<integer>, "/HostConfig/CpuPeriod"},
        Flag{"cpu-quota", 0, Takes::value, set<integer>, "/HostConfig/CpuQuota"},
        Flag{"cpu-rt-period", 0, Takes::value, set<integer>, "/HostConfig/CpuRealtimePeriod"},
        Flag{"cpu-rt-runtime", 0, Takes::value, set<integer>, "/HostConfig/CpuRealtimeRuntime"},
        Flag{"cpu-shares", 'c', Takes::value, set<integer>, "/HostConfig/CpuShares"},
        Flag{"cpus", 0, Takes::value, set<nano_cpus>, "/HostConfig/NanoCpus"},
        Flag{"cpuset-cpus", 0, Takes::value, set<text>, "/HostConfig/CpusetCpus"},
        Flag{"cpuset-mems", 0, Takes::value, set<text>, "/HostConfig/CpusetMems"},
        Flag{"io-maxbandwidth", 0, Takes::value, refuse_windows},
        Flag{"io-maxiops", 0, Takes::value, refuse_windows},
        Flag{"kernel-memory", 0, Takes::value, set_kernel_memory, "/HostConfig/KernelMemory"},
        Flag{"memory", 'm', Takes::value, set<size>, "/HostConfig/Memory"},
        Flag{"memory-reservation", 0, Takes::value, set<size>, "/HostConfig/MemoryReservation"},
        Flag{"memory-swap", 0, Takes::value, set<size_or_unlimited>, "/HostConfig/MemorySwap"},
        Flag{"memory-swappiness", 0, Takes::value, set<swappiness>, "/HostConfig/MemorySwappiness"},
        Flag{"oom-kill-disable", 0, Takes::switch_value, set<boolean>, "/HostConfig/OomKillDisable"},
        Flag{"oom-score-adj", 0, Takes::value, set<any_int>, "/HostConfig/OomScoreAdj"},
        Flag{"pids-limit", 0, Takes::value, set<integer>, "/HostConfig/PidsLimit"},
        Flag{"shm-size", 0, Takes::value, set<size>, "/HostConfig/ShmSize"},
    };
    return table;
}

}
