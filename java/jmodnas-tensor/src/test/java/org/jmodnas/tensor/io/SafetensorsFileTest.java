package org.jmodnas.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    arrays.put("b", new NamedArray(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, -6}));
    arrays.put("a", new NamedArray(Shape.of(), new float[] {Float.MIN_VALUE}));
    Path file = folder.resolve("x.safetensors");
    SafetensorsFile.write(file, arrays);
    Map<String, NamedArray> read = SafetensorsFile.read(file);
    assertThat(read.keySet()).containsExactly("b", "a");
    assertThat(read.get("b").shape()).isEqualTo(Shape.of(2, 3));
    assertThat(read.get("b").values()).containsExactly(1, 2, 3, 4, 5, -6);
    assertThat(read.get("a").values()).containsExactly(Float.MIN_VALUE);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.7],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[99999,99999],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{} 1",
        "[1]",
        "{not json"
      })
  void damageIsNamed(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(8 + text.length + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .putFloat(1)
            .array();
    assertThatThrownBy(() -> SafetensorsFile.parse("weights", content))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("weights");
  }

  @Test
  void truncatedAndMissingFilesAreNamed() {
    assertThatThrownBy(() -> SafetensorsFile.parse("short", new byte[5]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'short'");
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> SafetensorsFile.read(missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(missing.toString());
  }
}
