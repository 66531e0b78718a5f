/** The commands {@code jmodnas bench …}: how fast this machine runs the parts of a search. */
@NullMarked
package org.jmodnas.cli.bench;

import org.jspecify.annotations.NullMarked;
