/**
 * The commands {@code jmodnas train} and {@code jmodnas evaluate}: networks trained from scratch.
 */
@NullMarked
package org.jmodnas.cli.train;

import org.jspecify.annotations.NullMarked;
