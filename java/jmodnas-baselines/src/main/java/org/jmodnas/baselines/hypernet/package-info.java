/** A hypernetwork that has learned nothing. */
@NullMarked
package org.jmodnas.baselines.hypernet;

import org.jspecify.annotations.NullMarked;
