#include "diagnosis/start_errors.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

constexpr std::string_view command_fix =
    "Check the spelling of the command in the Procfile, in app.json or in the Dockerfile (CMD, ENTRYPOINT).\n"
    "A docker option may set it (--entrypoint):\n$ {cli} docker-options:report {app}\n"
    "See whether the image contains it:\n$ {run_in_image} sh";

constexpr std::string_view mount_fix =
    "Correct the path on the host or in the container.\nWhat is mounted:\n$ {cli} storage:report {app}";

/// The first that fits counts.
constexpr std::array errors = {
    StartError{"executable file not found", "", "command not found",
               "The image has no such command in its PATH.", command_fix},
    StartError{"exec format error", "", "wrong architecture",
               "The program was built for another kind of CPU, or it is a script without a first line like "
               "#!/bin/sh.",
               "Build the image for this host's architecture:\n$ docker build --platform linux/$(dpkg "
               "--print-architecture) ."},
    StartError{"bind source path does not exist", "", "mount source missing",
               "The path on the host that is to be mounted does not exist.",
               "Create it, or take the mount away.\nWhat is mounted:\n$ {cli} storage:report {app}"},
    StartError{"error mounting", "not a directory", "bad mount",
               "A file is to be mounted on a directory, or a directory on a file.", mount_fix},
    StartError{"error mounting", "read-only file system", "bad mount",
               "The place in the container lies inside something mounted read-only.", mount_fix},
    StartError{"error mounting", "", "bad mount", "A mount cannot be made.", mount_fix},
    StartError{"exec: ", "no such file or directory", "command not found",
               "The image has no such file, or the interpreter that its first line names is missing.",
               command_fix},
    StartError{"exec: ", "is a directory", "command is a directory", "The command names a directory.",
               command_fix},
    StartError{"exec: ", "permission denied", "command not executable",
               "The file is there, but may not be executed.",
               "Make it executable in the repository:\n$ git update-index --chmod=+x PATH\nor in the "
               "Dockerfile: RUN chmod +x PATH"},
    StartError{"port is already allocated", "", "port in use",
               "Another container publishes the same port of the host.",
               "Find it:\n$ docker ps\nThen stop it, or publish another port."},
    StartError{"address already in use", "", "port in use",
               "Something on the host listens on the same port already.",
               "Find it:\n$ ss -ltnp\nThen stop it, or choose another port."},
    StartError{"cannot assign requested address", "", "address not local",
               "A port is to be published on an address that this host does not have.",
               "Correct the address in the -p option.\nWhich options there are:\n$ {cli} "
               "docker-options:report {app}"},
    StartError{"non running container", "", "container to join is not running",
               "It is to share the network of a container that does not run.", "Start that container first."},
    StartError{"network ", "not found", "no such network",
               "A network that the container is to join does not exist any more.",
               "Create it again, or take it away from the app.\nWhich networks the app joins:\n$ {cli} "
               "network:report {app}"},
    StartError{
        "No such container", "", "container to join is missing",
        "It is to share the network of a container that does not exist.",
        "Correct the --network option.\nWhich options there are:\n$ {cli} docker-options:report {app}"},
    StartError{"No such image", "", "image missing", "The image is not on this host.",
               "Build it again: push the app, or\n$ {cli} ps:rebuild {app}"},
    StartError{"unable to find user", "", "no such user", "The image has no such user in /etc/passwd.",
               "Create the user in the Dockerfile, or correct USER."},
    StartError{"unable to find group", "", "no such group", "The image has no such group in /etc/group.",
               "Create the group in the Dockerfile, or correct USER."},
    StartError{"uids and gids must be in range", "", "bad user number",
               "The number of the user or group is out of range.",
               "Correct USER in the Dockerfile or the --user option."},
    StartError{"adding custom device", "", "device missing",
               "A device that the container is to have is not on this host.", "Correct the --device option."},
    StartError{"rlimit", "", "bad ulimit", "A --ulimit is not possible here.",
               "Correct the --ulimit option."},
    StartError{"/proc/sys/", "", "bad sysctl", "The kernel has no such setting.",
               "Correct the --sysctl option."},
    StartError{"sethostname", "", "bad host name", "The host name is too long: 64 characters at most.",
               "Correct the --hostname option."},
    StartError{"is already in use by container", "", "name taken", "Another container has this name already.",
               "Look at it, then rename or remove it:\n$ docker ps --all"},
    StartError{"Minimum memory limit", "", "memory limit too small",
               "The Engine takes no memory limit this small.", "Raise the memory limit to 6 MB or more."},
    StartError{"Range of CPUs", "", "CPU limit too large", "The host does not have that many CPUs.",
               "Lower the CPU limit."},
    StartError{"no space left on device", "", "disk full", "The host's disk is full.",
               "Make room:\n$ docker system df\n$ df -h"},
    StartError{"docker0", "", "network bridge missing", "The Engine's network bridge is gone.",
               "Restart the Engine:\n$ sudo systemctl restart docker"},
    StartError{"no address on any network", "", "no address",
               "The container is attached to no network with an address, so that no proxy can reach it.",
               "Take away the --network option, or switch the proxy off.\nWhich options there are:\n$ {cli} "
               "docker-options:report {app}"},
};

constexpr StartError unknown{"", "", "", "The Engine refused; its message says why.",
                             "Correct what the message names, then deploy again."};

constexpr std::array layers = {std::string_view("unable to start container process: "),
                               std::string_view("error during container init: "),
                               std::string_view("runc create failed: "),
                               std::string_view("failed to create shim task: ")};
constexpr std::string_view unknown_suffix = ": unknown";
constexpr std::size_t longest_essence = 400;

}

const StartError& start_error(std::string_view message) {
    const auto found = std::find_if(errors.begin(), errors.end(), [message](const StartError& error) {
        return message.find(error.text) != std::string_view::npos &&
               message.find(error.text2) != std::string_view::npos;
    });
    return found == errors.end() ? unknown : *found;
}

std::string essence(std::string_view message) {
    for (const std::string_view layer : layers)
        if (const auto at = message.rfind(layer); at != std::string_view::npos)
            message.remove_prefix(at + layer.size());
    if (message.ends_with(unknown_suffix)) message.remove_suffix(unknown_suffix.size());
    return util::shown(util::trim(message), longest_essence);
}

}
