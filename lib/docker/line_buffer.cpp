#include "docker/line_buffer.hpp"

#include <algorithm>

namespace docker {

void LineBuffer::feed(std::string_view piece) {
    for (auto end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
        append(piece.substr(0, end));
        hand_over();
        piece.remove_prefix(end + 1);
    }
    append(piece);
}

void LineBuffer::finish() {
    if (!pending_.empty()) hand_over();
}

void LineBuffer::append(std::string_view part) {
    while (!part.empty()) {
        if (pending_.size() == longest_) hand_over();
        const std::size_t taken = std::min(part.size(), longest_ - pending_.size());
        pending_ += part.substr(0, taken);
        part.remove_prefix(taken);
    }
}

void LineBuffer::hand_over() {
    if (pending_.ends_with('\r')) pending_.pop_back();
    on_line_(pending_);
    pending_.clear();
}

}
