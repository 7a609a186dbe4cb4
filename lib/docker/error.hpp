#pragma once

#include "util/error.hpp"

namespace docker {

/// What kind of refusal an Engine's answer is, by its HTTP status.
enum class ErrorClass { bad_request, not_found, conflict, server, other };

/// The Engine refused a call. what() says what was wanted and the Engine's
/// message; message() is the Engine's alone.
class ApiError : public util::Error {
public:
    ApiError(const std::string& wanted, int status, std::string message);
    int status() const { return status_; }
    ErrorClass error_class() const;
    const std::string& message() const { return message_; }

private:
    int status_;
    std::string message_;
};

/// The Engine could not be reached, broke off, or did not answer in time.
class ConnectionError : public util::Error {
public:
    using util::Error::Error;
};

}
