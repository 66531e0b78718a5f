package org.jmodnas.tensor.backend;

/**
 * A fact about this machine that a backend depends on.
 *
 * @param subject what it is about, such as {@code driver}
 * @param value what was found, or why it could not be told
 */
public record Finding(String subject, String value) {}
