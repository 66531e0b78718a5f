package org.jmodnas.tensor.backend;

/**
 * Memory of a backend, in bytes.
 *
 * @param live held by tensors now
 * @param peak highest value of {@code live} so far
 * @param reserved taken from the system, including what is cached for reuse
 */
public record MemoryUse(long live, long peak, long reserved) {}
