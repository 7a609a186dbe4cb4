#include "manual/command.hpp"

#include "dokku/environment.hpp"
#include "dokku/own_properties.hpp"
#include "util/text.hpp"

namespace manual {

namespace {

/// The words are taken from the line: bash itself splits them at colons. What it
/// replaces begins behind the last colon of the word.
constexpr const char* functions = R"sh(
_scheduler_docker_api_matches() {
    local line=${COMP_LINE:0:COMP_POINT} word
    local -a words
    read -r -a words <<<"$line"
    [[ $line != *[[:space:]] ]] || words+=('')
    word=${words[-1]}
    mapfile -t COMPREPLY < <(compgen -W "$(_scheduler_docker_api_candidates "${words[@]}")" -- "$word")
    case $COMP_WORDBREAKS in
        *:*) [[ $word != *:* ]] || COMPREPLY=("${COMPREPLY[@]#"${word%:*}:"}") ;;
    esac
}

_scheduler_docker_api_candidates() {
    local command=${2#scheduler-docker-api:}
    if [ $# -le 2 ]; then
        echo "${_scheduler_docker_api_commands[*]/#/scheduler-docker-api:}"
    elif [ $# -eq 3 ]; then
        echo "--global" "$("$1" --quiet apps:list 2>/dev/null)"
    elif [ "$command" = set ] && [ $# -eq 4 ]; then
        echo "${!_scheduler_docker_api_values[@]}"
    elif [ "$command" = set ] && [ $# -eq 5 ]; then
        echo "${_scheduler_docker_api_values[$4]:-}"
    elif [ $# -eq 4 ]; then
        echo "--format"
    else
        echo "json stdout"
    fi
}

# What else the command completes stays with whoever completed it before.
_scheduler_docker_api_complete() {
    local line=${COMP_LINE:0:COMP_POINT} before=_scheduler_docker_api_before_$1
    if [[ $line =~ ^[^[:space:]]+[[:space:]]+sched[^[:space:]]*($|[[:space:]]) ]]; then
        _scheduler_docker_api_matches
    elif [ -n "${!before:-}" ]; then
        "${!before}" "$@"
    fi
}

_scheduler_docker_api_wrap() {
    declare -F _completion_loader >/dev/null && ! complete -p "$1" >/dev/null 2>&1 && _completion_loader "$1"
    local known
    known=$(complete -p "$1" 2>/dev/null)
    [[ $known =~ -F\ ([^ ]+) ]] && [ "${BASH_REMATCH[1]}" != _scheduler_docker_api_complete ] &&
        declare -g "_scheduler_docker_api_before_$1=${BASH_REMATCH[1]}"
    complete -o default -F _scheduler_docker_api_complete "$1"
}

_scheduler_docker_api_wrap dokku
_scheduler_docker_api_wrap hookrun
)sh";

std::string names(const Commands& commands) {
    std::vector<std::string> result;
    for (const Command& command : commands) result.push_back(command.name);
    return util::join(result, " ");
}

}

std::string completion(const Commands& commands) {
    std::string text = "# Completion of scheduler-docker-api for bash; source it.\n";
    text += "_scheduler_docker_api_commands=(" + names(commands) + ")\n";
    text += "declare -gA _scheduler_docker_api_values=(\n";
    for (const dokku::OwnProperty& property : dokku::own_properties())
        text += "    [" + property.key + "]='" + util::join(property.rule.words(), " ") + "'\n";
    return text + ")\n" + functions;
}

}
