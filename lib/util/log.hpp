#pragma once

#include "util/redactor.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace util {

/// The one place that writes to stdout and stderr, in Dokku's layout. Every
/// line is redacted, flushed at once and written whole, whichever thread it
/// comes from; control characters that a container smuggled in are escaped.
class Log {
public:
    using Sink = std::function<void(std::string_view)>;

    /// `quiet` (DOKKU_QUIET_OUTPUT) drops header, title and verbose.
    Log(Sink out, Sink err, bool quiet = false);

    /// Writes to the process's stdout and stderr; quiet as DOKKU_QUIET_OUTPUT says.
    static Log standard();

    void header(std::string_view text);   ///< "-----> text"
    void title(std::string_view text);    ///< "=====> text"
    void verbose(std::string_view text);  ///< seven blanks; several lines each
    void exclaim(std::string_view text);  ///< " !     text" on stdout
    void warn(std::string_view text);     ///< " !     text" on stderr
    void trace(std::string_view text);    ///< " ?     text" on stderr, as Dokku's own with DOKKU_TRACE
    void plain(std::string_view text);    ///< the answer of a trigger: no prefix
    void plain_error(std::string_view text);
    void relay(std::string_view line);  ///< another plugin's line to stdout, its colours kept
    void relay_error(std::string_view line);
    /// Whether header, title and verbose say nothing.
    bool is_quiet() const { return quiet_; }
    void raw(std::string_view bytes);  ///< unredacted, unescaped: a query's exact answer

    /// While it lives, every line but answers goes to `sink` too, quiet or not.
    class [[nodiscard]] Copy;
    Copy copy_to(Sink sink);

    /// Applies from now on.
    void redact(Redactor redactor);
    std::string redacted(std::string_view text) const;

private:
    enum class Copied { no, yes };
    void write(const Sink& sink, std::string_view prefix, std::string_view text, Copied copied);
    void progress(std::string_view prefix, std::string_view text);
    void pass_on(const Sink& sink, std::string_view line);

    Sink out_;
    Sink err_;
    Sink copy_;
    bool quiet_;
    Redactor redactor_;
    mutable std::mutex mutex_;
};

class Log::Copy {
public:
    Copy(Copy&& other) noexcept : log_(std::exchange(other.log_, nullptr)) {}
    Copy& operator=(Copy&&) = delete;
    ~Copy();

private:
    friend class Log;
    explicit Copy(Log& log) : log_(&log) {}
    Log* log_;
};

}
