/** Searches that evaluate cheaply first. */
@NullMarked
package org.jmodnas.baselines.multifidelity;

import org.jspecify.annotations.NullMarked;
