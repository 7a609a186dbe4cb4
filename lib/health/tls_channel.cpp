#include "health/tls_channel.hpp"

#include "util/error.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>

namespace health {

namespace {

constexpr int weakest_security = 0;
constexpr std::array<unsigned char, 9> only_http_1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

template <auto release>
struct Release {
    template <class Object>
    void operator()(Object* object) const {
        release(object);
    }
};
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Release<SSL_free>>;

[[noreturn]] void fail() {
    ERR_clear_error();
    throw util::Error("cannot prepare a TLS connection");
}

Context make_context() {
    Context context(SSL_CTX_new(TLS_client_method()));
    if (!context) fail();
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_security_level(context.get(), weakest_security);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_LEGACY_SERVER_CONNECT);
    SSL_CTX_set_alpn_protos(context.get(), only_http_1.data(), only_http_1.size());
    return context;
}

bool is_ip_address(const std::string& name) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return ::inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
           ::inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
}

/// OpenSSL works on bytes in memory; the wire alone waits and knows the moment.
class TlsChannel : public Channel {
public:
    TlsChannel(Channel& wire, const std::string& server_name)
        : wire_(wire), context_(make_context()), session_(SSL_new(context_.get())) {
        if (!session_) fail();
        SSL_set_bio(session_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        const bool named = !server_name.empty() && !is_ip_address(server_name);
        if (named) SSL_set_tlsext_host_name(session_.get(), server_name.c_str());
        SSL_set_connect_state(session_.get());
    }

    void send(std::string_view bytes) override {
        complete([&] { return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())); });
    }

    Received receive() override {
        const int got = complete(
            [this] { return SSL_read(session_.get(), buffer_.data(), static_cast<int>(buffer_.size())); });
        if (got > 0) return {.bytes = {buffer_.data(), static_cast<std::size_t>(got)}};
        if (end_ != Outcome::not_http) return {.end = end_};
        return {.bytes = first_bytes_, .end = end_};
    }

private:
    /// Repeats an operation, moving bytes, until it is done or the connection has
    /// ended: then 0.
    template <class Operation>
    int complete(Operation operation) {
        while (!end_) {
            ERR_clear_error();
            const int result = operation();
            const int error = SSL_get_error(session_.get(), result);
            send_outgoing();
            if (error == SSL_ERROR_NONE) return result;
            if (error == SSL_ERROR_WANT_READ) receive_incoming();
            else end_ = is_established() ? Outcome::reset : Outcome::not_http;
        }
        ERR_clear_error();
        return 0;
    }

    bool is_established() const { return SSL_is_init_finished(session_.get()) == 1; }

    void send_outgoing() {
        char* bytes = nullptr;
        BIO* outgoing = SSL_get_wbio(session_.get());
        const long size = BIO_get_mem_data(outgoing, &bytes);
        if (size > 0) wire_.send({bytes, static_cast<std::size_t>(size)});
        BIO_reset(outgoing);
    }

    void receive_incoming() {
        const Received received = wire_.receive();
        end_ = received.end;
        if (!is_established() && first_bytes_.size() < kept_bytes)
            first_bytes_ += received.bytes.substr(0, kept_bytes - first_bytes_.size());
        if (!received.bytes.empty())
            BIO_write(SSL_get_rbio(session_.get()), received.bytes.data(),
                      static_cast<int>(received.bytes.size()));
    }

    Channel& wire_;
    Context context_;
    Session session_;
    std::string first_bytes_;
    std::optional<Outcome> end_;
    std::array<char, 16384> buffer_{};
};

}

std::unique_ptr<Channel> make_tls_channel(Channel& wire, const std::string& server_name) {
    return std::make_unique<TlsChannel>(wire, server_name);
}

}
