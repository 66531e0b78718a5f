package org.jmodnas.tensor.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PhiloxTest {

  /** Known answers of the Random123 distribution (kat_vectors, philox4x32 with 10 rounds). */
  @Test
  void matchesPublishedKnownAnswers() {
    assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(block(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    // The digits of pi: counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0.
    assertThat(block(0x85a308d3243f6a88L, 0x0370734413198a2eL, 0x299f31d0a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void seekReplaysAStream() {
    Philox stream = new Philox(7, 3);
    for (int i = 0; i < 5; i++) {
      stream.nextInt();
    }
    long position = stream.position();
    int expected = stream.nextInt();
    stream.nextInt();
    stream.seek(position);
    assertThat(stream.nextInt()).isEqualTo(expected);
  }

  @Test
  void splitStreamsDiffer() {
    Philox parent = new Philox(1, 2);
    assertThat(parent.split(0).nextInt()).isNotEqualTo(parent.split(1).nextInt());
    assertThat(parent.split(5).nextInt()).isEqualTo(new Philox(1, 2).split(5).nextInt());
  }

  @Test
  void distributionsHaveTheirMoments() {
    Philox stream = new Philox(11, 0);
    int count = 200_000;
    double uniform = 0;
    double normal = 0;
    double square = 0;
    double exponential = 0;
    for (int i = 0; i < count; i++) {
      uniform += stream.nextFloat();
      double z = stream.nextGaussian();
      normal += z;
      square += z * z;
      exponential += stream.nextExponential();
    }
    assertThat(uniform / count).isCloseTo(0.5, within(0.005));
    assertThat(normal / count).isCloseTo(0, within(0.01));
    assertThat(square / count).isCloseTo(1, within(0.02));
    assertThat(exponential / count).isCloseTo(1, within(0.01));
  }

  @Test
  void permutationHoldsEveryIndexOnce() {
    assertThat(new Philox(5, 5).permutation(100)).doesNotHaveDuplicates().hasSize(100);
  }

  private static int[] block(long counterLow, long counterHigh, long key) {
    int[] out = new int[4];
    Philox.encrypt(counterLow, counterHigh, key, out);
    return out;
  }
}
