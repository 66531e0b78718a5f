/**
 * Points of the fronts of a run: which there are, which are worth training from scratch, and what
 * their training gave.
 */
@NullMarked
package org.jmodnas.evaluation;

import org.jspecify.annotations.NullMarked;
