#include "web/gzip.hpp"

#include <new>
#include <stdexcept>

// Lets zlib read constant bytes.
#define ZLIB_CONST
#include <zlib.h>

namespace gps::web {
namespace {

constexpr int kLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // 32 kB; 16 asks for gzip's header
constexpr int kMemory = 8;

// zlib's state: 256 kB, kept by each worker because filling it costs as much as a small page.
class Deflater {
 public:
    Deflater() {
        if (deflateInit2(&stream_, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
            Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    Deflater(Deflater&&) = delete;
    Deflater& operator=(Deflater&&) = delete;

    std::string compress(std::string_view plain) {
        deflateReset(&stream_);
        std::string packed(deflateBound(&stream_, plain.size()), '\0');
        stream_.next_in = reinterpret_cast<const Bytef*>(plain.data());
        stream_.avail_in = static_cast<uInt>(plain.size());
        stream_.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_out = static_cast<uInt>(packed.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("gzip failed");
        packed.resize(stream_.total_out);
        return packed;
    }

 private:
    z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view plain) {
    thread_local Deflater deflater;
    return deflater.compress(plain);
}

}  // namespace gps::web
