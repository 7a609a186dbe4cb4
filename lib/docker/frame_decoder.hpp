#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

namespace docker {

/// Takes the frames off a container's output: eight bytes (stream, three zeros,
/// length) before each payload. Keeps nothing but the head of a frame, whatever
/// length it claims. From a head on that cannot be one, bytes pass unchanged.
class FrameDecoder {
public:
    enum Stream : std::size_t { input, output, error, engine, streams };
    using OnPayload = std::function<void(Stream stream, std::string_view payload)>;
    /// Told before the payload of each frame, which may come in pieces.
    using OnFrame = std::function<void(Stream stream)>;

    explicit FrameDecoder(OnPayload on_payload, OnFrame on_frame = {})
        : on_payload_(std::move(on_payload)), on_frame_(std::move(on_frame)) {}

    void feed(std::string_view bytes);
    /// Bytes of a container with a terminal, whose output has no frames.
    void pass(std::string_view bytes) { on_payload_(output, bytes); }

private:
    static constexpr std::size_t head_size = 8;

    void take_head(std::string_view& bytes);
    void take_payload(std::string_view& bytes);
    bool head_is_valid() const;

    OnPayload on_payload_;
    OnFrame on_frame_;
    std::array<unsigned char, head_size> head_{};
    std::size_t head_length_ = 0;
    std::uint32_t payload_left_ = 0;
    bool unframed_ = false;
};

}
