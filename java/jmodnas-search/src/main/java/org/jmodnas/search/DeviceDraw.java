package org.jmodnas.search;

import org.jmodnas.sampling.ArchitectureSampler;
import org.jmodnas.sampling.Preference;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/**
 * What a step draws for one target device: a preference r and the architecture it leads to, on the
 * tape from Φ to the gates z.
 */
record DeviceDraw(
    Preference preference, Tape tape, Tensor alpha, ArchitectureSampler.Sample sample) {
  /** The gates z, row-major. */
  float[] gateValues() {
    return sample.gates().toArray();
  }

  /** What was drawn, for a pass with these gates. */
  SampledArchitecture architecture(Tensor gates) {
    return sample.dense()
        ? SampledArchitecture.mixed(sample.choices(), gates)
        : SampledArchitecture.gated(sample.choices(), gates);
  }

  /** What was drawn, for a pass that wants no gradient of the gates. */
  SampledArchitecture architecture() {
    return architecture(sample.gates());
  }
}
