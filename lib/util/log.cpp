#include "util/log.hpp"

#include "util/paint.hpp"
#include "util/text.hpp"

#include <unistd.h>
#include <cerrno>
#include <cstdlib>

namespace util {

namespace {

constexpr std::string_view header_prefix = "-----> ";
constexpr std::string_view title_prefix = "=====> ";
constexpr std::string_view verbose_prefix = "       ";
constexpr std::string_view warn_prefix = " !     ";
constexpr std::string_view trace_prefix = " ?     ";

/// A reader that went away (a closed terminal) ends the output, not the deploy.
Log::Sink descriptor_sink(int descriptor) {
    return [descriptor](std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    };
}

}

Log::Log(Sink out, Sink err, bool quiet) : out_(std::move(out)), err_(std::move(err)), quiet_(quiet) {}

Log Log::standard() {
    const char* quiet = std::getenv("DOKKU_QUIET_OUTPUT");
    return {descriptor_sink(STDOUT_FILENO), descriptor_sink(STDERR_FILENO),
            quiet != nullptr && *quiet != '\0'};
}

void Log::header(std::string_view text) { progress(header_prefix, text); }
void Log::title(std::string_view text) { progress(title_prefix, text); }
void Log::verbose(std::string_view text) { progress(verbose_prefix, text); }
void Log::exclaim(std::string_view text) { write(out_, warn_prefix, text, Copied::yes); }
void Log::warn(std::string_view text) { write(err_, warn_prefix, text, Copied::yes); }
void Log::trace(std::string_view text) { write(err_, trace_prefix, text, Copied::yes); }
void Log::plain(std::string_view text) { write(out_, "", text, Copied::no); }
void Log::plain_error(std::string_view text) { write(err_, "", text, Copied::no); }

void Log::relay(std::string_view line) { pass_on(out_, line); }
void Log::relay_error(std::string_view line) { pass_on(err_, line); }

void Log::raw(std::string_view bytes) {
    const std::lock_guard guard(mutex_);
    out_(bytes);
}

void Log::redact(Redactor redactor) {
    const std::lock_guard guard(mutex_);
    redactor_ = std::move(redactor);
}

std::string Log::redacted(std::string_view text) const {
    const std::lock_guard guard(mutex_);
    return redactor_(text);
}

void Log::progress(std::string_view prefix, std::string_view text) {
    static const Sink nowhere = [](std::string_view) {};
    write(quiet_ ? nowhere : out_, prefix, text, Copied::yes);
}

void Log::pass_on(const Sink& sink, std::string_view line) {
    const std::lock_guard guard(mutex_);
    const std::string safe = redactor_(line);
    sink(safe + "\n");
    if (copy_) copy_(printable(without_colours(safe)) + "\n");
}

void Log::write(const Sink& sink, std::string_view prefix, std::string_view text, Copied copied) {
    const std::lock_guard guard(mutex_);
    std::string block;
    for (const std::string& line : split(redactor_(text), '\n'))
        block += std::string(prefix) + printable(line, Lines::keep) + "\n";
    sink(block);
    if (copied == Copied::yes && copy_) copy_(block);
}

Log::Copy Log::copy_to(Sink sink) {
    const std::lock_guard guard(mutex_);
    copy_ = std::move(sink);
    return Copy(*this);
}

Log::Copy::~Copy() {
    if (log_ == nullptr) return;
    const std::lock_guard guard(log_->mutex_);
    log_->copy_ = nullptr;
}

}
