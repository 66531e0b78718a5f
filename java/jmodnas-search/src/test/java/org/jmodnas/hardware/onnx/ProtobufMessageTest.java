package org.jmodnas.hardware.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the examples of the format's documentation. */
final class ProtobufMessageTest {
  @Test
  void numbersAndTextsAreThoseOfTheDocumentation() {
    assertThat(new ProtobufMessage().number(1, 150L).toBytes()).containsExactly(0x08, 0x96, 0x01);
    assertThat(new ProtobufMessage().text(2, "testing").toBytes())
        .containsExactly(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67);
    assertThat(new ProtobufMessage().message(3, new ProtobufMessage().number(1, 150L)).toBytes())
        .containsExactly(0x1a, 0x03, 0x08, 0x96, 0x01);
  }

  @Test
  void edgesOfTheFormat() {
    assertThat(new ProtobufMessage().number(1, -2L).toBytes())
        .as("negative numbers take ten bytes")
        .hasSize(11)
        .startsWith(0x08, 0xfe)
        .endsWith(0x01);
    assertThat(new ProtobufMessage().number(20, 7L).toBytes())
        .as("a field above 15 takes two bytes")
        .containsExactly(0xa0, 0x01, 0x07);
    assertThat(new ProtobufMessage().number(2, 1f).toBytes())
        .containsExactly(0x15, 0, 0, 0x80, 0x3f);
    WireMessage long300 = new WireMessage(new ProtobufMessage().bytes(9, new byte[300]).toBytes());
    assertThat(long300.floats(9)).hasSize(75);
  }
}
