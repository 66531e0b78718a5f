/** New architectures: unseen ones at random, and by mutation and crossover of others. */
@NullMarked
package org.jmodnas.baselines.variation;

import org.jspecify.annotations.NullMarked;
