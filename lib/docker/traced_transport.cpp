#include "docker/traced_transport.hpp"

namespace docker {

namespace {

class TracedTransport : public Transport {
public:
    TracedTransport(std::unique_ptr<Transport> inner, std::function<void(const std::string&)> tell)
        : inner_(std::move(inner)), tell_(std::move(tell)) {}

    Response round_trip(const Request& request, const Patience& patience) override {
        Call call(*this, request);
        return call.ended(inner_->round_trip(request, patience));
    }

    Response stream(const Request& request, const Patience& patience,
                    const std::function<bool(std::string_view)>& on_data) override {
        Call call(*this, request);
        return call.ended(inner_->stream(request, patience, on_data));
    }

    Hijacked hijack(const Request& request, const Patience& patience) override {
        Call call(*this, request);
        Hijacked hijacked = inner_->hijack(request, patience);
        hijacked.response = call.ended(std::move(hijacked.response));
        return hijacked;
    }

private:
    /// Tells at its end, however that comes.
    class Call {
    public:
        Call(const TracedTransport& transport, const Request& request)
            : transport_(transport), what_(request.method + " " + request.target) {}
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        ~Call() {
            const auto time =
                std::chrono::duration_cast<util::Milliseconds>(std::chrono::steady_clock::now() - begun_);
            transport_.tell_(what_ + ": " + status_ + " after " + std::to_string(time.count()) + " ms");
        }
        Response ended(Response response) {
            status_ = std::to_string(response.status);
            return response;
        }

    private:
        const TracedTransport& transport_;
        std::string what_;
        std::string status_ = "no answer";
        std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    };

    std::unique_ptr<Transport> inner_;
    std::function<void(const std::string&)> tell_;
};

}

std::unique_ptr<Transport> make_traced_transport(std::unique_ptr<Transport> inner,
                                                 std::function<void(const std::string&)> tell) {
    return std::make_unique<TracedTransport>(std::move(inner), std::move(tell));
}

}
