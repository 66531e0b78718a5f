package org.jmodnas.supernet;

import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;

/** Makes the supernet of a search space. */
@FunctionalInterface
public interface SupernetFactory {
  /**
   * A supernet with random weights, owned by the innermost open scope of {@code backend}.
   *
   * @param config cells and channels, which a factory may understand in its own way, and classes
   * @param images extents of the images
   * @param random draws the initial weights
   * @throws org.jmodnas.tensor.ConfigurationException if it does not take images of this size
   */
  Supernet create(SupernetConfig config, ImageSize images, Backend backend, Philox random);
}
