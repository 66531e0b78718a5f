package org.jmodnas.tensor.backend;

/**
 * Memory of a device, in bytes.
 *
 * @param total built in
 * @param free not in use now, by this or another process
 */
public record Capacity(long total, long free) {}
