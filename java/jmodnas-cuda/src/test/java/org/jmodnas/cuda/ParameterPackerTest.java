package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jmodnas.cuda.KernelSignature.Form;
import org.jmodnas.cuda.KernelSignature.Parameter;
import org.junit.jupiter.api.Test;

final class ParameterPackerTest {
  private final ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

  @Test
  void argumentsLieWhereTheKernelReadsThem() {
    ParameterPacker packer =
        packer(
            Parameter.of(Form.INTEGER),
            Parameter.of(Form.WORD64),
            Parameter.of(Form.REAL),
            new Parameter(Form.BYTES, 24, 8),
            Parameter.of(Form.INTEGER));
    packer.integer(7).word(1L << 40).real(0.5f).terms(new long[] {3}, new float[] {2.5f}, 2);
    packer.integer(-1);
    assertThat(packer.size()).isEqualTo(52);
    assertThat(buffer.getInt(0)).isEqualTo(7);
    assertThat(buffer.getLong(8)).isEqualTo(1L << 40);
    assertThat(buffer.getFloat(16)).isEqualTo(0.5f);
    assertThat(buffer.getLong(24)).isEqualTo(3);
    assertThat(buffer.getLong(32)).isZero();
    assertThat(buffer.getFloat(40)).isEqualTo(2.5f);
    assertThat(buffer.getFloat(44)).isZero();
    assertThat(buffer.getInt(48)).isEqualTo(-1);
  }

  @Test
  void integersOfAStructureFollowEachOther() {
    ParameterPacker packer = packer(Parameter.of(Form.WORD64), new Parameter(Form.BYTES, 12, 4));
    packer.word(5).structure(7, -1, 9);
    assertThat(packer.size()).isEqualTo(20);
    assertThat(buffer.getInt(8)).isEqualTo(7);
    assertThat(buffer.getInt(12)).isEqualTo(-1);
    assertThat(buffer.getInt(16)).isEqualTo(9);
    assertThatThrownBy(() -> packer(new Parameter(Form.BYTES, 12, 4)).structure(7, -1))
        .hasMessageContaining("BYTES of 12 bytes, got BYTES of 8 bytes");
  }

  @Test
  void anArgumentOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> packer(Parameter.of(Form.REAL)).integer(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Argument 0 of kernel 'k' is REAL of 4 bytes, got INTEGER of 4 bytes");
    assertThatThrownBy(() -> packer(Parameter.of(Form.INTEGER)).word(1))
        .hasMessageContaining("got WORD64 of 8 bytes");
    assertThatThrownBy(
            () -> packer(new Parameter(Form.BYTES, 64, 8)).terms(new long[1], new float[1], 8))
        .hasMessageContaining("BYTES of 64 bytes, got BYTES of 96 bytes");
  }

  @Test
  void tooFewAndTooManyArgumentsAreRefused() {
    Parameter integer = Parameter.of(Form.INTEGER);
    assertThatThrownBy(() -> packer(integer, integer).integer(1).size())
        .hasMessage("Kernel 'k' takes 2 arguments, got 1");
    assertThatThrownBy(() -> packer(integer).integer(1).integer(2))
        .hasMessage("Kernel 'k' takes 1 arguments and got more");
  }

  private ParameterPacker packer(Parameter... parameters) {
    return new ParameterPacker(new KernelSignature("k", List.of(parameters), 256), buffer);
  }
}
