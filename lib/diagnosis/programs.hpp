#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diagnosis {

/// How a known server is made to listen on all addresses and on $PORT.
struct Server {
    std::string_view name;
    std::string_view arguments;  ///< on its command line; empty: it has none
    std::string_view variable;   ///< NAME=value of the environment that does the same; empty: there is none
};

/// The server that a command starts; nullptr if it is none of those known.
const Server* server_in(const std::vector<std::string>& command);

/// What keeps a program that daemonises in the foreground: "nginx -g 'daemon
/// off;'". Empty for one that is not known.
std::string_view foreground_form(const std::vector<std::string>& command);

/// The words of a command, those inside `sh -c '...'` included.
std::vector<std::string> words_of(const std::vector<std::string>& command);

/// "nginx" of "/usr/sbin/nginx".
std::string_view base_name(std::string_view word);

}
