#include "util/error.hpp"

#include <cerrno>
#include <system_error>

namespace util {

std::string full_message(const std::exception& error) {
    std::string message = error.what();
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception& cause) {
        message += ": " + full_message(cause);
    }
    return message;
}

std::string system_message(int error_number) { return std::generic_category().message(error_number); }

void throw_errno(const std::string& what) { throw Error(what + ": " + system_message(errno)); }

}
