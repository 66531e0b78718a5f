package org.jmodnas.search;

import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;

/**
 * What a preference leads to on one device.
 *
 * @param error by the supernet on held-out images, 0 … 1
 * @param metric predicted, in the unit of the device's table
 * @param nonDominated whether no other preference's architecture dominates it
 */
public record FrontPoint(
    Preference preference,
    Architecture architecture,
    double error,
    double metric,
    boolean nonDominated) {}
