package org.jmodnas.baselines.comparison;

import java.math.BigDecimal;
import org.jmodnas.baselines.Evaluation;

/**
 * An evaluation within a trial.
 *
 * @param spent evaluations so far, this one included; a cheaper fidelity counts its share
 * @param hypervolume of all that was fully evaluated so far
 */
public record Step(Evaluation evaluation, BigDecimal spent, double hypervolume) {}
