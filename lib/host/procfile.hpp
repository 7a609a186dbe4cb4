#pragma once

#include <map>
#include <string>

namespace host {

/// The command of each process type, as written.
using Procfile = std::map<std::string, std::string>;

/// Lines TYPE: COMMAND; comments, other lines and carriage returns are left out.
Procfile parse_procfile(const std::string& text);

/// Replaces $NAME and ${NAME} of the given variables. Others stay as they are:
/// a shell in the command may know them.
std::string expand_variables(const std::string& text, const std::map<std::string, std::string>& variables);

}
