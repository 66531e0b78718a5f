package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.cuda.KernelSignature.Form;
import org.jmodnas.cuda.KernelSignature.Parameter;
import org.jmodnas.tensor.JModnasException;
import org.junit.jupiter.api.Test;

final class KernelImageTest {
  private static final String TEXT =
      """
      .version 7.5
      .target sm_80, debug
      // .visible .entry commented(
      .visible .entry first(
      \t.param .u64 first_param_0, // an array
      \t.param .u64 .ptr .global .align 1 first_param_1,
      \t.param .align 8 .b8 first_param_2[64],
      \t.param .f32 first_param_3,
      \t.param .u32 first_param_4
      )
      .maxntid 256, 1, 1
      {
        .reg .pred %p<4>;
        ret;
      }
      .entry second()
      .reqntid 64
      .minnctapersm 2
      {
        ret;
      }
      """;

  @Test
  void signaturesAreRead() {
    KernelImage image = KernelImage.parse(TEXT);
    assertThat(image.target()).isEqualTo("sm_80");
    assertThat(image.signatures()).containsOnlyKeys("first", "second");
    assertThat(image.signature("first").threads()).isEqualTo(256);
    assertThat(image.signature("first").parameters())
        .isEqualTo(
            List.of(
                Parameter.of(Form.WORD64),
                Parameter.of(Form.WORD64),
                new Parameter(Form.BYTES, 64, 8),
                Parameter.of(Form.REAL),
                Parameter.of(Form.INTEGER)));
    assertThat(image.signature("second").parameters()).isEmpty();
    assertThat(image.signature("second").threads()).isEqualTo(64);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> KernelImage.parse(TEXT.replace(".f32", ".texref")))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("'first'")
        .hasMessageContaining(".texref");
    assertThatThrownBy(() -> KernelImage.parse(TEXT.replace(".maxntid 256, 1, 1", "")))
        .hasMessageContaining("'first'")
        .hasMessageContaining("threads");
    assertThatThrownBy(() -> KernelImage.parse(TEXT).signature("third"))
        .hasMessageContaining("'third'")
        .hasMessageContaining("scripts/build-kernels --ptx");
  }

  @Test
  void theImageOfTheProjectHasEveryKernelOfTheBackend() {
    assertThat(KernelImage.load().signatures())
        .containsKeys(
            "relu_forward",
            "sum_terms",
            "weighted_sum_terms",
            "sum_partial",
            "batch_norm_apply",
            "average_pool_backward",
            "cross_entropy",
            "sgd_momentum",
            "adam",
            "scale",
            "copy_runs",
            "gram_matrix",
            "min_norm_weights",
            "sample_architectures",
            "sample_architectures_backward",
            "gate_gradients_partial",
            "gate_gradients");
  }
}
