package org.jmodnas.baselines.comparison;

import org.jmodnas.hardware.Direction;

/**
 * The range of an objective, in its unit.
 *
 * @param direction which end is scaled to 0
 */
public record ObjectiveRange(String name, Direction direction, double lowest, double highest) {}
