/** Oracles, which know the table: how good a search can be. */
@NullMarked
package org.jmodnas.baselines.ceiling;

import org.jspecify.annotations.NullMarked;
