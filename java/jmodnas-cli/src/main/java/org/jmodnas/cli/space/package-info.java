/** The commands {@code jmodnas space …}: counting, sampling and naming architectures. */
@NullMarked
package org.jmodnas.cli.space;

import org.jspecify.annotations.NullMarked;
