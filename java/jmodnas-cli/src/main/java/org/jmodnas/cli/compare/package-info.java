/**
 * {@code jmodnas compare}: search methods compared on benchmarks. {@link
 * org.jmodnas.cli.compare.CompareCommand} reads the input and runs the comparison, {@link
 * org.jmodnas.cli.compare.ComparisonFolder} writes what came of it.
 */
@NullMarked
package org.jmodnas.cli.compare;

import org.jspecify.annotations.NullMarked;
