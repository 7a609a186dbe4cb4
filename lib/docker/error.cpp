#include "docker/error.hpp"

namespace docker {

namespace {

std::string sentence(const std::string& wanted, int status, const std::string& message) {
    return "cannot " + wanted + ": " + (message.empty() ? "status " + std::to_string(status) : message);
}

}

ApiError::ApiError(const std::string& wanted, int status, std::string message)
    : util::Error(sentence(wanted, status, message)), status_(status), message_(std::move(message)) {}

ErrorClass ApiError::error_class() const {
    if (status_ == 400) return ErrorClass::bad_request;
    if (status_ == 404) return ErrorClass::not_found;
    if (status_ == 409) return ErrorClass::conflict;
    return status_ >= 500 ? ErrorClass::server : ErrorClass::other;
}

}
