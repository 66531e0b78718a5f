package org.jmodnas.tensor.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.junit.jupiter.api.Test;

final class ClassBalanceTest {
  private static final List<String> NAMES = List.of("cat", "cow", "dog");

  @Test
  void imbalanceIsNamed() {
    ClassBalance balance = new ClassBalance(NAMES, List.of(12, 600, 4800));
    assertThat(balance.ratio()).isEqualTo(400);
    assertThat(balance.warning())
        .contains("class 'cat' has 12 images, 'dog' 4,800: the error tells little of rare classes");
    assertThat(new ClassBalance(NAMES, List.of(12, 120, 50)).warning()).isEmpty();
    assertThat(new ClassBalance(NAMES, List.of(12, 121, 50)).warning()).isPresent();
  }

  @Test
  void classesWithTooFewImagesAreNamed() {
    assertThat(new ClassBalance(NAMES, List.of(10, 10, 10)).warning()).isEmpty();
    assertThat(new ClassBalance(NAMES, List.of(10, 9, 2)).warning())
        .hasValueSatisfying(text -> assertThat(text).endsWith("have 'cow' (9), 'dog' (2)"));
    assertThat(new ClassBalance(NAMES, List.of(0, 50, 50)).warning())
        .hasValueSatisfying(text -> assertThat(text).contains("'cat' has 0").contains("'cat' (0)"));
    ClassBalance many = new ClassBalance(ImageDataset.numbered(8), List.of(3, 3, 3, 3, 3, 3, 3, 3));
    assertThat(many.warning()).hasValueSatisfying(text -> assertThat(text).endsWith("and 3 more"));
  }

  @Test
  void imagesAreCounted() {
    ClassBalance balance = ClassBalance.of(data(NAMES, 1));
    assertThat(balance.names()).isEqualTo(NAMES);
    assertThat(balance.counts()).containsExactly(1, 0, 2);
  }

  /** The hash was computed by {@code sha256sum} of the bytes that the Javadoc lists. */
  @Test
  void theFingerprintIsOfTheContent() {
    String fingerprint = DatasetFingerprint.of(data(NAMES, 1));
    assertThat(fingerprint)
        .isEqualTo("c2a5c0f0195db43cac5b3d776d25a2227ee28a9541485751b0f3ad8ab2cba96e");
    assertThat(DatasetFingerprint.of(data(List.of("a", "b", "c"), 1)))
        .as("names of classes do not matter")
        .isEqualTo(fingerprint);
    assertThat(DatasetFingerprint.of(data(NAMES, 2))).isNotEqualTo(fingerprint);
    assertThat(DatasetFingerprint.of(data(List.of("a", "b", "c", "d"), 1)))
        .isNotEqualTo(fingerprint);
  }

  private static ImageDataset data(List<String> names, int pixel) {
    byte[] pixels = {(byte) pixel, 2, 3, 4, 5, 6};
    return new ImageDataset(new ImageSize(1, 2, 1), names, pixels, new int[] {2, 0, 2});
  }
}
