/** The search methods that there are, ready to be compared. */
@NullMarked
package org.jmodnas.baselines.catalogue;

import org.jspecify.annotations.NullMarked;
