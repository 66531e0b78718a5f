package org.jmodnas.tensor.backend;

/**
 * Whether a backend works on this machine.
 *
 * @param reason one sentence: what was found, or what is missing and the remedy
 */
public record Availability(boolean available, String reason) {}
