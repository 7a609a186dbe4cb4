#include "support/tls_peer.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <csignal>

namespace support {

namespace {

constexpr long a_day = 24 * 3600;

std::shared_ptr<EVP_PKEY> make_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

std::shared_ptr<X509> make_certificate(EVP_PKEY* key) {
    std::shared_ptr<X509> certificate(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -2 * a_day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), -a_day);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("elsewhere"),
                               -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key, EVP_sha256());
    return certificate;
}

std::shared_ptr<SSL_CTX> make_context(TlsPeer::Version version) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    const auto key = make_key();
    const auto certificate = make_certificate(key.get());
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    if (version == TlsPeer::Version::any) return context;
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), TLS1_VERSION);
    return context;
}

}

TlsPeer::TlsPeer(const Peer& peer, Version version)
    : context_(make_context(version)), session_(SSL_new(context_.get()), SSL_free) {
    // OpenSSL writes to clients that are gone without asking for silence.
    std::signal(SIGPIPE, SIG_IGN);
    SSL_set_fd(session_.get(), peer.descriptor());
    established_ = SSL_accept(session_.get()) == 1;
    gone_ = !established_;
}

std::string TlsPeer::server_name() const {
    const char* name = SSL_get_servername(session_.get(), TLSEXT_NAMETYPE_host_name);
    return name == nullptr ? "" : name;
}

void TlsPeer::say(std::string_view bytes) {
    if (!gone_) gone_ = SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) <= 0;
}

std::string TlsPeer::hear_request() {
    std::string head;
    char c = 0;
    while (!gone_ && !head.ends_with("\r\n\r\n")) {
        gone_ = SSL_read(session_.get(), &c, 1) <= 0;
        if (!gone_) head += c;
    }
    return head;
}

Script tls_answer(std::string bytes, TlsPeer::Version version) {
    return [bytes = std::move(bytes), version](const Peer& peer) {
        TlsPeer tls(peer, version);
        tls.hear_request();
        tls.say(bytes);
    };
}

}
