#include "dokku/healthchecks.hpp"

#include "dokku/http_words.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace dokku {

namespace {

constexpr std::size_t most_entries = 100;

/// One check: URL [CONTENT], where the URL is /path, //host/path or SCHEME://host/path.
class ChecksReader {
public:
    explicit ChecksReader(const SourceFile& file) : file_(file) {}

    std::vector<HealthcheckEntry> read() {
        for (const std::string& line : util::split(file_.text, '\n')) {
            ++line_;
            const std::string_view content = util::trim(std::string_view(line).substr(0, line.find('#')));
            if (!content.empty()) read_line(content);
        }
        for (HealthcheckEntry& entry : entries_) apply_settings(entry);
        return std::move(entries_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw util::Error(file_.name + " line " + std::to_string(line_) + ": " + what);
    }

    void read_line(std::string_view line) {
        if (line.starts_with("WAIT=")) wait_ = read_number(line, 0, longest_healthcheck_time);
        else if (line.starts_with("TIMEOUT=")) timeout_ = read_number(line, 1, longest_healthcheck_time);
        else if (line.starts_with("ATTEMPTS=")) attempts_ = read_number(line, 1, most_healthcheck_attempts);
        else read_check(line);
    }

    int read_number(std::string_view line, int lowest, int highest) const {
        const auto equals = line.find('=');
        const auto number = util::parse_number(util::trim(line.substr(equals + 1)), lowest, highest);
        if (!number)
            fail(std::string(line.substr(0, equals)) + " must be a whole number from " +
                 std::to_string(lowest) + " to " + std::to_string(highest));
        return static_cast<int>(*number);
    }

    void read_check(std::string_view line) {
        if (line.find("{{") != std::string_view::npos) fail("this is a template that nobody has filled in");
        const auto blank = line.find_first_of(" \t");
        std::string_view url = line.substr(0, blank);
        HealthcheckEntry entry{.origin = HealthcheckEntry::Origin::checks_file,
                               .place = file_.name + " line " + std::to_string(line_),
                               .name = "check-" + std::to_string(entries_.size() + 1)};
        for (const std::string_view scheme : {"https", "http"}) {
            if (!url.starts_with(std::string(scheme) + "://")) continue;
            entry.scheme = scheme;
            url.remove_prefix(scheme.size() + 1);
        }
        const std::string path = url.starts_with("//") ? cut_host(url, entry) : std::string(url);
        if (!is_request_target(path))
            fail("a check is a path that begins with /, not " + util::shown(path, 80));
        entry.path = path;
        if (blank != std::string_view::npos) entry.content = util::trim(line.substr(blank));
        if (entries_.size() >= most_entries) fail("there are too many checks");
        entries_.push_back(std::move(entry));
    }

    /// The path behind //host, which is asked for under that name.
    std::string cut_host(std::string_view url, HealthcheckEntry& entry) const {
        const std::size_t end = std::min(url.find_first_of("/?", 2), url.size());
        const std::string host(url.substr(2, end - 2));
        if (host.empty() || !is_header_value(host)) fail("the host is missing");
        entry.headers["Host"] = host;
        const std::string path(url.substr(end));
        return path.starts_with('/') ? path : "/" + path;
    }

    /// They hold for all lines, wherever they stand. Old Dokkus waited WAIT
    /// seconds before each attempt, the first one too.
    void apply_settings(HealthcheckEntry& entry) const {
        if (wait_) entry.initial_delay = entry.wait = util::Seconds(*wait_);
        if (timeout_) entry.timeout = util::Seconds(*timeout_);
        entry.attempts = attempts_;
    }

    const SourceFile& file_;
    int line_ = 0;
    std::optional<int> wait_{};
    std::optional<int> timeout_{};
    std::optional<int> attempts_{};
    std::vector<HealthcheckEntry> entries_{};
};

}

std::vector<HealthcheckEntry> parse_checks_file(const SourceFile& checks) {
    return ChecksReader(checks).read();
}

}
