/**
 * Latency measured on a backend of this machine: the networks as they would be deployed, timed
 * until their medians are stable, and what tells a measurement from noise.
 */
@NullMarked
package org.jmodnas.hardware.measurement;

import org.jspecify.annotations.NullMarked;
