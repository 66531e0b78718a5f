package org.jmodnas.supernet;

/**
 * Size of a cell-based supernet.
 *
 * @param cells cells per stage
 * @param channels channels of the first stage, doubled in each further one
 * @param imageChannels channels of the images
 * @param classes number of classes
 */
public record SupernetConfig(int cells, int channels, int imageChannels, int classes) {
  public SupernetConfig {
    requirePositive("cells", cells);
    requirePositive("channels", channels);
    requirePositive("imageChannels", imageChannels);
    requirePositive("classes", classes);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("'" + name + "' is at least 1, got '" + value + "'");
    }
  }
}
