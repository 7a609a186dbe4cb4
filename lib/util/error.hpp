#pragma once

#include <stdexcept>
#include <string>

namespace util {

/// Something the operator has to know about; what() is written for them. The
/// program ends with exit code 1, nothing having been half done. Context is
/// added with std::throw_with_nested.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A stop was requested (Ctrl-C, SIGTERM, SIGHUP). Not an Error: nothing is
/// wrong, the stack unwinds and the program ends with exit code 130.
class Interrupted : public std::exception {
public:
    const char* what() const noexcept override { return "interrupted"; }
};

/// The message of `error` followed by those of its nested causes, joined by ": ".
std::string full_message(const std::exception& error);

/// "No such file or directory" for ENOENT.
std::string system_message(int error_number);

/// Throws Error "`what`: <text of errno>".
[[noreturn]] void throw_errno(const std::string& what);

}
