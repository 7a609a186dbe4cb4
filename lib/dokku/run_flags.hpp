#pragma once

#include "dokku/app.hpp"

namespace dokku {

/// The docker run flags of a container for one command, as words: those of
/// docker-args-run and docker-args-process-run, --platform. Throws util::Error
/// for an answer that cannot be read, TriggerError for a failed trigger.
std::vector<std::string> run_flags(Triggers& triggers, const std::string& app, const std::string& image_tag,
                                   const ImageFacts& facts, const std::stop_token& stop);

}
