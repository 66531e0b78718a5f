// The addresses of the device: a large reserved range, handed out from its start, never twice.
#pragma once

#include <cstddef>
#include <cstdint>

namespace emulator {

constexpr size_t PAGE = 4096;

// How many pages that nothing lies in follow that many: what runs off an array should not end up in
// the next one.
constexpr size_t gap_pages(size_t pages) { return pages < 16 ? 16 : pages; }

// Pages that can be used, followed by a gap; null where the range or memory is used up.
uint8_t* map_pages(size_t pages);

// Gives the memory back; an access to it is a fault from now on.
void unmap_pages(uint8_t* start, size_t pages);

bool in_address_space(const void* address);

// Zeroed memory of which only what is touched is used.
void* map_sparse(size_t bytes);
void unmap_sparse(void* start, size_t bytes);

}  // namespace emulator
