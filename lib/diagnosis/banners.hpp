#pragma once

#include "health/verdict.hpp"

#include <string_view>

namespace diagnosis {

/// A protocol that is not HTTP/1, and the endpoint type that serves it.
struct Protocol {
    std::string_view name;           ///< "Redis"; empty: not recognised
    std::string_view endpoint_type;  ///< tls or tcp
};

/// Recognises a protocol by the first bytes of a server: what it says first, or
/// how it complains about an HTTP request.
Protocol recognise(std::string_view first_bytes);
/// By what it said to a further question.
Protocol recognise(const health::Reply& reply);

}
