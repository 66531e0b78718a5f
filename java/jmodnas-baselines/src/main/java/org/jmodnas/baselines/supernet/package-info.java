/** A benchmark whose errors are those of a trained supernet. */
@NullMarked
package org.jmodnas.baselines.supernet;

import org.jspecify.annotations.NullMarked;
