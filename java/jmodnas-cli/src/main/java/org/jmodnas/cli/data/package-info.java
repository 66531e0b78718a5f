/** The group {@code jmodnas data}: checks images before a search, and fetches published ones. */
@NullMarked
package org.jmodnas.cli.data;

import org.jspecify.annotations.NullMarked;
