package org.jmodnas.training;

import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;

/** Small images of noise, brighter in the part that tells the class. */
final class TinyImages {
  private static final int BRIGHT = 96;

  private TinyImages() {}

  static ImageDataset draw(int count, int classes, ImageSize size, Philox random) {
    byte[] pixels = new byte[count * size.values()];
    int[] labels = new int[count];
    for (int image = 0; image < count; image++) {
      labels[image] = image % classes;
      for (int i = 0; i < size.values(); i++) {
        boolean bright = i * classes / size.values() == labels[image];
        pixels[image * size.values() + i] = (byte) (random.nextInt(128) + (bright ? BRIGHT : 0));
      }
    }
    return new ImageDataset(size, classes, pixels, labels);
  }
}
