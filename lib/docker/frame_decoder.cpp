#include "docker/frame_decoder.hpp"

#include <algorithm>
#include <string>

namespace docker {

void FrameDecoder::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        if (unframed_) {
            on_payload_(output, bytes);
            return;
        }
        if (head_length_ < head_size) take_head(bytes);
        else take_payload(bytes);
    }
}

void FrameDecoder::take_head(std::string_view& bytes) {
    const std::size_t taken = std::min(bytes.size(), head_size - head_length_);
    std::copy_n(bytes.begin(), taken, head_.begin() + static_cast<std::ptrdiff_t>(head_length_));
    head_length_ += taken;
    bytes.remove_prefix(taken);
    if (head_length_ < head_size) return;
    if (!head_is_valid()) {
        unframed_ = true;
        const std::string text(head_.begin(), head_.end());
        on_payload_(output, text);
        return;
    }
    for (std::size_t i = 4; i < head_size; ++i) payload_left_ = (payload_left_ << 8U) | head_.at(i);
    if (on_frame_) on_frame_(static_cast<Stream>(head_[0]));
    if (payload_left_ == 0) head_length_ = 0;
}

void FrameDecoder::take_payload(std::string_view& bytes) {
    const std::string_view payload = bytes.substr(0, payload_left_);
    on_payload_(static_cast<Stream>(head_[0]), payload);
    payload_left_ -= static_cast<std::uint32_t>(payload.size());
    bytes.remove_prefix(payload.size());
    if (payload_left_ == 0) head_length_ = 0;
}

bool FrameDecoder::head_is_valid() const {
    return head_[0] < streams && head_[1] == 0 && head_[2] == 0 && head_[3] == 0;
}

}
