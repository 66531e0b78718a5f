/**
 * The commands {@code jmodnas search} and {@code jmodnas profile}, the folder a run is kept in and
 * the tables they print.
 */
@NullMarked
package org.jmodnas.cli.search;

import org.jspecify.annotations.NullMarked;
