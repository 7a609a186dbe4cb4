#pragma once

#include "support/scripted_server.hpp"

#include <openssl/ssl.h>

#include <memory>

namespace support {

/// A scripted server's connection in TLS. Its certificate is made at once, signed
/// by nobody, for another name, and long expired.
class TlsPeer {
public:
    enum class Version { any, oldest };

    /// Shakes hands; may fail, as is_established() tells.
    explicit TlsPeer(const Peer& peer, Version version = Version::any);

    bool is_established() const { return established_; }
    bool is_gone() const { return gone_; }
    /// What the client called the server; empty if nothing.
    std::string server_name() const;
    void say(std::string_view bytes);
    /// Up to the blank line that ends a request's head.
    std::string hear_request();

private:
    std::shared_ptr<SSL_CTX> context_;
    std::shared_ptr<SSL> session_;
    bool established_ = false;
    bool gone_ = false;
};

/// A script that answers each request in TLS with these bytes.
Script tls_answer(std::string bytes, TlsPeer::Version version = TlsPeer::Version::any);

}
