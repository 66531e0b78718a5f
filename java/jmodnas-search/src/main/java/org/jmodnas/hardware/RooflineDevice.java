package org.jmodnas.hardware;

/**
 * A device as a roofline model sees it (Williams et al., 2009).
 *
 * @param peak float32 operations a second
 * @param bandwidth bytes of memory traffic a second
 * @param overhead seconds a layer takes before it computes: launch of a kernel, dispatch of an
 *     operator
 * @param batch images in one inference
 * @param convolutionsOnly whether it computes nothing but convolutions, so that a pooling costs
 *     what a convolution of the same window does
 */
public record RooflineDevice(
    String name,
    double peak,
    double bandwidth,
    double overhead,
    int batch,
    boolean convolutionsOnly) {
  public RooflineDevice {
    if (!(peak > 0) || !(bandwidth > 0) || !(overhead >= 0) || batch < 1) {
      throw new IllegalArgumentException(
          "Device '%s' needs a positive peak, bandwidth and batch".formatted(name));
    }
  }
}
