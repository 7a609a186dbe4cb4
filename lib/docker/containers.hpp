#pragma once

#include "docker/client.hpp"
#include "docker/console.hpp"
#include "docker/types.hpp"

namespace docker {

/// The Engine's containers. Ids may be names. Every call throws what
/// Client::call throws; an empty id throws util::Error.
class Containers {
public:
    explicit Containers(Client& client) : client_(client) {}

    /// Returns the id.
    std::string create(const ContainerSpec& spec, const std::stop_token& stop = {});
    /// Creates again what an inspection (Container::document) describes.
    std::string create_again(const std::string& document, const std::string& name);
    /// Already running is no error.
    void start(const std::string& id, const std::stop_token& stop = {});
    /// The image's stop signal, then SIGKILL after `grace` (nothing: the
    /// container's own). Not running is no error. Returns when it has ended.
    void stop(const std::string& id, std::optional<util::Seconds> grace, const std::stop_token& stop = {});
    /// Not running, or already gone, is no error.
    void kill(const std::string& id, const std::string& signal);
    /// Nothing if there is no such container.
    std::optional<Container> find(const std::string& id, const std::stop_token& stop = {});
    /// As find(), but its absence is an ApiError.
    Container inspect(const std::string& id, const std::stop_token& stop = {});
    /// All states; those whose labels all have the given values.
    std::vector<ContainerSummary> list(const Labels& labels, const std::stop_token& stop = {}) {
        return list(labels, {}, stop);
    }
    /// Those in one of these states.
    std::vector<ContainerSummary> list(const Labels& labels, const std::vector<std::string>& states,
                                       const std::stop_token& stop);
    /// With anonymous volumes. `force` kills it first. Already gone is no error.
    enum class Force { no, yes };
    void remove(const std::string& id, Force force);
    /// Of the terminal of a running one.
    void resize(const std::string& id, const util::WindowSize& size, const std::stop_token& stop = {});
    void rename(const std::string& id, const std::string& name);
    void set_restart_policy(const std::string& id, const RestartPolicy& policy);
    /// Sets policy "no". One that ends or is gone meanwhile is no error.
    void forbid_restarts(const std::string& id);
    /// As above, unless that is its policy already.
    void forbid_restarts(const Container& container);

private:
    Client& client_;
};

}
