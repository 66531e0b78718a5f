/**
 * Methods that search by evaluating one architecture after another, and what they search: the
 * contract between the two. MODNAS is compared with them.
 */
@NullMarked
package org.jmodnas.baselines;

import org.jspecify.annotations.NullMarked;
