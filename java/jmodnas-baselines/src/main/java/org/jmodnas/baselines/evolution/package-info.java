/** Evolution of a population of architectures. */
@NullMarked
package org.jmodnas.baselines.evolution;

import org.jspecify.annotations.NullMarked;
