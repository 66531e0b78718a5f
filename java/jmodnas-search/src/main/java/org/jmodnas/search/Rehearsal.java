package org.jmodnas.search;

import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.data.Batch;

/**
 * Both levels with the largest architectures, to no effect, before a search begins. A backend that
 * keeps memory then has what any later step takes, so steps allocate nothing, and a search that
 * does not fit fails at once and not hours later.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs the passes.
   *
   * @param images shape of a batch
   */
  public static void run(
      Supernet supernet, ArchitectureStep architectureStep, WeightStep weightStep, Shape images) {
    float[] pixels = new float[images.size()];
    for (int i = 0; i < pixels.length; i++) {
      // Not all the same, or batch norm has nothing to divide by.
      pixels[i] = i % 7 - 3;
    }
    int[] labels = new int[images.dimension(0)];
    Batch batch = new Batch(images, pixels, labels);
    for (int[] choices : supernet.largest()) {
      architectureStep.rehearse(batch, choices);
      weightStep.rehearse(batch, choices);
    }
  }
}
