#include "health/sockets.hpp"

#include "health/checker.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <arpa/inet.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace health {

namespace {

constexpr std::string_view listening = "0A";
constexpr std::string_view connecting = "02";
constexpr std::string_view established = "01";
constexpr std::string_view engine_name_server = "127.0.0.11";
constexpr std::string_view mapped_prefix = "::ffff:";
constexpr std::size_t hex_word = 8;

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (auto from = line.find_first_not_of(' '); from != std::string_view::npos && fields.size() < 4;) {
        const auto end = std::min(line.find(' ', from), line.size());
        fields.push_back(line.substr(from, end - from));
        from = line.find_first_not_of(' ', end);
    }
    return fields;
}

template <typename Number>
bool read_hex(std::string_view text, Number& number) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number, 16);
    return error == std::errc() && stopped == end;
}

/// The kernel writes an address as words in its own byte order.
std::optional<std::string> read_address(std::string_view hex, Family family) {
    std::array<std::uint32_t, 4> words{};
    const std::size_t count = family == Family::ipv6 ? 4 : 1;
    if (hex.size() != count * hex_word) return {};
    for (std::size_t i = 0; i < count; ++i)
        if (!read_hex(hex.substr(i * hex_word, hex_word), words.at(i))) return {};
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int domain = family == Family::ipv6 ? AF_INET6 : AF_INET;
    if (::inet_ntop(domain, words.data(), text.data(), text.size()) == nullptr) return {};
    return text.data();
}

std::optional<Socket> read_socket(std::string_view field, Family family) {
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return {};
    auto address = read_address(field.substr(0, colon), family);
    std::uint16_t port = 0;
    if (!address || !read_hex(field.substr(colon + 1), port)) return {};
    const bool mapped = address->starts_with(mapped_prefix) && address->find('.') != std::string::npos;
    if (mapped) address->erase(0, mapped_prefix.size());
    return Socket{*address, port, family == Family::ipv6 && !mapped};
}

void add(std::vector<Socket>& sockets, const Socket& socket) {
    if (!util::contains(sockets, socket)) sockets.push_back(socket);
}

void read_row(std::string_view line, Family family, SocketTable& table) {
    const auto fields = fields_of(line);
    if (fields.size() < 4) return;
    const auto local = read_socket(fields[1], family);
    const auto peer = read_socket(fields[2], family);
    if (!local || !peer) return;
    if (fields[3] == established) add(table.connected, *local);
    if (fields[3] == connecting) add(table.waiting_for, *peer);
    if (fields[3] == listening && local->address != engine_name_server) add(table.listeners, *local);
}

SocketTable read_table(const util::Path& directory) {
    SocketTable table;
    read_rows(util::read_file(directory / "tcp").value_or(""), Family::ipv4, table);
    read_rows(util::read_file(directory / "tcp6").value_or(""), Family::ipv6, table);
    return table;
}

}

void read_rows(std::string_view text, Family family, SocketTable& table) {
    for (const std::string& line : util::lines(text)) read_row(line, family, table);
}

std::optional<std::string> read_cgroup(const Process& process) {
    if (process.pid <= 0 || process.container_id.empty()) return {};
    auto cgroup = util::read_file(process.proc / std::to_string(process.pid) / "cgroup");
    if (cgroup && cgroup->find(process.container_id) == std::string::npos) cgroup.reset();
    return cgroup;
}

SocketReading read_sockets(const Process& process) {
    const std::string foreign =
        "process " + std::to_string(process.pid) + " is not visible here as the container's";
    try {
        if (!read_cgroup(process)) return {{}, foreign};
        const SocketTable table = read_table(process.proc / std::to_string(process.pid) / "net");
        if (!read_cgroup(process)) return {{}, foreign};
        return {table, {}};
    } catch (const util::Error& error) {
        return {{}, error.what()};
    }
}

std::vector<Socket> without(const std::vector<Socket>& listeners, const std::vector<Socket>& before) {
    std::vector<Socket> rest;
    std::copy_if(listeners.begin(), listeners.end(), std::back_inserter(rest),
                 [&](const Socket& socket) { return !util::contains(before, socket); });
    return rest;
}

std::vector<Socket> host_listeners() { return read_table("/proc/self/net").listeners; }

}
