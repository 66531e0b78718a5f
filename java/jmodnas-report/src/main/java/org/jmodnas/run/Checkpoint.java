package org.jmodnas.run;

import org.jmodnas.tensor.state.Snapshot;

/**
 * A search between two steps.
 *
 * @param step steps taken
 * @param seconds that they took, interruptions not counted
 * @param snapshot the state
 */
public record Checkpoint(int step, double seconds, Snapshot snapshot) {}
