package org.jmodnas.tensor.data;

import java.util.Optional;

/** Where the images of a specification come from. */
interface ImageSource {
  /** The training images. */
  ImageDataset train();

  /** The test images with the classes of the training images, if the source has any. */
  Optional<ImageDataset> test();
}
