#pragma once

#include "dokku/revision.hpp"
#include "dokku/triggers.hpp"

namespace dokku {

/// What counts for an app at this moment: the files of its revision, else what
/// Dokku kept. A CHECKS file with templates is taken as Dokku filled it in.
RevisionFiles find_app_documents(const Environment& environment, Triggers& triggers, const std::string& app,
                                 const std::stop_token& stop);

}
