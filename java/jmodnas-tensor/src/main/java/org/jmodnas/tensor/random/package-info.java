/** Counter-based random streams: the same bits on every backend, replayable from two numbers. */
@NullMarked
package org.jmodnas.tensor.random;

import org.jspecify.annotations.NullMarked;
