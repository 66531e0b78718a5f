/**
 * Metrics as sums over the decisions of an architecture, learned on many devices and fitted to one
 * from a few measurements, in real units and with intervals.
 */
@NullMarked
package org.jmodnas.hardware.additive;

import org.jspecify.annotations.NullMarked;
