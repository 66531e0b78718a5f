package org.jmodnas.baselines.rescoring;

import org.jmodnas.space.Architecture;

/**
 * An architecture with its criteria.
 *
 * @param criteria all minimised; +∞ where there is no value. Not to be changed
 */
public record Candidate(Architecture architecture, double[] criteria) {}
