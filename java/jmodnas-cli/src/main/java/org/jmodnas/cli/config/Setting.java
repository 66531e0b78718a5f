package org.jmodnas.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of a key.
 *
 * @param text as the option takes it; null for its default
 * @param origin where it was read, for messages
 */
record Setting(@Nullable String text, String origin) {}
