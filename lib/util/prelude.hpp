// Compiled once, ahead of every source: parsing these headers would take longer
// than the rest of most sources. Sources include what they use all the same;
// builds with ThreadSanitizer or another compiler go without.

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>
