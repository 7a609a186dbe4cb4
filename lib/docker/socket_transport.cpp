#include "docker/exchange.hpp"

#include <mutex>
#include <optional>
#include <vector>

namespace docker {

namespace {

constexpr std::size_t largest_body = 64U << 20U;
constexpr std::size_t largest_error_body = 1U << 20U;
constexpr std::size_t most_idle = 16;

/// Connections that wait for their next request.
class Pool {
public:
    /// Nothing if none waits.
    std::optional<Connection> take() {
        const std::lock_guard guard(mutex_);
        while (!idle_.empty()) {
            Connection connection = std::move(idle_.back());
            idle_.pop_back();
            if (connection.is_idle()) return connection;
        }
        return {};
    }

    void give_back(Connection connection) {
        const std::lock_guard guard(mutex_);
        if (idle_.size() < most_idle) idle_.push_back(std::move(connection));
    }

private:
    std::mutex mutex_;
    std::vector<Connection> idle_;
};

class SocketTransport : public Transport {
public:
    explicit SocketTransport(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    Response round_trip(const Request& request, const Patience& patience) override {
        return converse(request, patience, [&](Exchange& exchange, Response& response) {
            const std::size_t limit = response.status >= 400 ? largest_error_body : largest_body;
            read_whole(exchange, response.body, limit);
            if (response.body.size() > largest_body)
                throw ConnectionError("the Docker Engine's answer to " + name_of(request) + " is too large");
        });
    }

    Response stream(const Request& request, const Patience& patience,
                    const std::function<bool(std::string_view)>& on_data) override {
        return converse(request, patience, [&](Exchange& exchange, Response& response) {
            if (response.status >= 400) return read_whole(exchange, response.body, largest_error_body);
            bool wanted = on_data({});
            while (wanted && !exchange.is_done()) {
                exchange.renew_patience();
                const std::string_view piece = exchange.read_piece();
                if (!piece.empty()) wanted = on_data(piece);
            }
        });
    }

    Hijacked hijack(const Request& request, const Patience& patience) override {
        Request upgrade = request;
        upgrade.wants_connection = true;
        Hijacked hijacked;
        hijacked.response = converse(upgrade, patience, [&](Exchange& exchange, Response& response) {
            if (response.status >= 400) read_whole(exchange, response.body, largest_error_body);
            else exchange.give_away(hijacked);
        });
        return hijacked;
    }

private:
    using ReadBody = std::function<void(Exchange&, Response&)>;

    /// Ends within one piece beyond the limit.
    static void read_whole(Exchange& exchange, std::string& body, std::size_t limit) {
        while (!exchange.is_done() && body.size() <= limit) body += exchange.read_piece();
    }

    Response converse(const Request& request, const Patience& patience, const ReadBody& read_body) {
        const util::Steady until = end_of(patience);
        for (;;) {
            std::optional<Connection> kept = pool_.take();
            const bool is_kept = kept.has_value();
            Connection connection = is_kept ? std::move(*kept) : unconnected(endpoint_);
            Exchange exchange(connection, request, patience, until);
            if (!is_kept) exchange.connect(endpoint_);
            if (!exchange.send_and_read_head()) {
                if (is_kept && exchange.may_repeat()) continue;
                exchange.fail_without_answer();
            }
            Response response = exchange.head();
            read_body(exchange, response);
            if (exchange.can_keep_alive()) pool_.give_back(std::move(connection));
            return response;
        }
    }

    Endpoint endpoint_;
    Pool pool_;
};

}

std::unique_ptr<Transport> make_socket_transport(const Endpoint& endpoint) {
    return std::make_unique<SocketTransport>(endpoint);
}

}
