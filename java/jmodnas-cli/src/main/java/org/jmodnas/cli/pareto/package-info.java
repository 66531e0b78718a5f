/**
 * The commands {@code jmodnas pareto …}: Pareto bookkeeping on CSV from standard input, so that it
 * can be used, and checked, without a search.
 */
@NullMarked
package org.jmodnas.cli.pareto;

import org.jspecify.annotations.NullMarked;
