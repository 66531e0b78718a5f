/** The command {@code jmodnas export}: networks for other programs. */
@NullMarked
package org.jmodnas.cli.export;

import org.jspecify.annotations.NullMarked;
