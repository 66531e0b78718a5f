/** Optimisers over the flat buffer of a parameter set, schedules and gradient clipping. */
@NullMarked
package org.jmodnas.tensor.optim;

import org.jspecify.annotations.NullMarked;
