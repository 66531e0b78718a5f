/** Objectives on a common scale. */
@NullMarked
package org.jmodnas.objective;

import org.jspecify.annotations.NullMarked;
