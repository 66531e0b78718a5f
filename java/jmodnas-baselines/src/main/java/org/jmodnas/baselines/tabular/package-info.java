/** Benchmarks whose evaluations are read from tables. */
@NullMarked
package org.jmodnas.baselines.tabular;

import org.jspecify.annotations.NullMarked;
