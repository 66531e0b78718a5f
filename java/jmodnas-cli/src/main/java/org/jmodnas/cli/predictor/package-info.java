/** The commands of {@code jmodnas predictor}. */
@NullMarked
package org.jmodnas.cli.predictor;

import org.jspecify.annotations.NullMarked;
