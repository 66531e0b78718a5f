package org.jmodnas.search;

import org.jmodnas.sampling.ArchitectureSampler;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/**
 * What a step draws for one target device: a preference r and the architecture it leads to, on the
 * tape from Φ to the gates z.
 */
record DeviceDraw(
    Preference preference, Tape tape, Tensor alpha, ArchitectureSampler.Sample sample) {}
