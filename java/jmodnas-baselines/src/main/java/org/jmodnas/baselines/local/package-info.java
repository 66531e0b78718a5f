/** Random and local search. */
@NullMarked
package org.jmodnas.baselines.local;

import org.jspecify.annotations.NullMarked;
