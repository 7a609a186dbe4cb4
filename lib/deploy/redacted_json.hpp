#pragma once

#include "util/json.hpp"
#include "util/log.hpp"

#include <string>

namespace deploy {

/// Redacts each text of a document. It has to come before the document is
/// written down, which changes a secret with a quote in it beyond recognition.
template <typename Json>
void redact_texts(const util::Log& log, Json& value) {
    if (value.is_string()) value = log.redacted(value.template get_ref<const std::string&>());
    else if (value.is_structured())
        for (Json& member : value) redact_texts(log, member);
}

/// The document on one line, redacted; bytes that are not UTF-8 become U+FFFD.
template <typename Json>
std::string redacted_text(const util::Log& log, Json document) {
    redact_texts(log, document);
    return util::json_text(document);
}

}
