package org.jmodnas.tensor.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;

/**
 * Named float32 arrays in the safetensors format: header length (u64, little-endian), JSON header,
 * data. Every number of a file is checked before it is used.
 */
public final class SafetensorsFile {
  private static final int LENGTH_BYTES = 8;
  private static final long MAXIMUM_HEADER = 100_000_000;

  /** What an array of bytes holds in every JVM. */
  private static final long MAXIMUM_FILE = Integer.MAX_VALUE - 8;

  private static final long MAXIMUM_ELEMENTS = Integer.MAX_VALUE / 4;
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SafetensorsFile() {}

  /** An array with its shape, row-major. */
  public record NamedArray(Shape shape, float[] values) {
    public NamedArray {
      if (values.length != shape.size()) {
        throw new IllegalArgumentException(
            "Shape %s needs %d values, got %d".formatted(shape, shape.size(), values.length));
      }
    }
  }

  /** Writes the arrays in their order; {@code path} is replaced only once all is written. */
  public static void write(Path path, Map<String, NamedArray> arrays) throws IOException {
    write(path, arrays, Map.of());
  }

  /**
   * Writes the arrays in their order, as {@link #write(Path, Map)}.
   *
   * @param metadata texts about the arrays, by name; those who read arrays need not know them
   */
  public static void write(Path path, Map<String, NamedArray> arrays, Map<String, String> metadata)
      throws IOException {
    AtomicFile.write(path, bytes(arrays, metadata));
  }

  /** The content of a file with the arrays in their order and texts about them. */
  public static byte[] bytes(Map<String, NamedArray> arrays, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      header.set(METADATA, JSON.valueToTree(metadata));
    }
    long end = 0;
    for (Map.Entry<String, NamedArray> entry : arrays.entrySet()) {
      NamedArray array = entry.getValue();
      ObjectNode description = header.putObject(entry.getKey()).put("dtype", "F32");
      description.set("shape", JSON.valueToTree(array.shape().toArray()));
      long start = end;
      end += array.shape().bytes();
      description.putArray("data_offsets").add(start).add(end);
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(text);
    while (bytes.position() < LENGTH_BYTES + padded) {
      bytes.put((byte) ' ');
    }
    for (NamedArray array : arrays.values()) {
      for (float value : array.values()) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  /**
   * Reads all arrays in the order of the header.
   *
   * @throws ConfigurationException if the file is missing, damaged or holds other types than F32
   */
  public static Map<String, NamedArray> read(Path path) {
    return parse(path.toString(), content(path));
  }

  /**
   * Reads the texts about the arrays, in the order of the header.
   *
   * @throws ConfigurationException if the file is missing or damaged
   */
  public static Map<String, String> readMetadata(Path path) {
    Map<String, String> metadata = new LinkedHashMap<>();
    header(path.toString(), content(path))
        .path(METADATA)
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    return metadata;
  }

  /** Reads all arrays of a file's {@code content}; {@code name} names it in messages. */
  public static Map<String, NamedArray> parse(String name, byte[] content) {
    JsonNode header = header(name, content);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.getLong(0);
    ByteBuffer data = bytes.slice(LENGTH_BYTES + (int) length, rest(content, length));
    data.order(ByteOrder.LITTLE_ENDIAN);
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    BitSet taken = new BitSet();
    header
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals(METADATA)) {
                arrays.put(
                    entry.getKey(), array(name, entry.getKey(), entry.getValue(), data, taken));
              }
            });
    return arrays;
  }

  private static int rest(byte[] content, long header) {
    return content.length - LENGTH_BYTES - (int) header;
  }

  /** The bytes of a file, of which the beginning is checked before all is held. */
  private static byte[] content(Path path) {
    try (InputStream bytes = Files.newInputStream(path)) {
      long size = Files.size(path);
      require(size <= MAXIMUM_FILE, path.toString(), "at most " + MAXIMUM_FILE + " bytes", size);
      byte[] start = bytes.readNBytes(LENGTH_BYTES);
      headerLength(path.toString(), start, size);
      byte[] content = Arrays.copyOf(start, (int) size);
      bytes.readNBytes(content, LENGTH_BYTES, content.length - LENGTH_BYTES);
      return content;
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot read '%s': %s; expected a safetensors file"
              .formatted(path, FileFailure.reason(e)),
          e);
    }
  }

  private static JsonNode header(String name, byte[] content) {
    int length = headerLength(name, content, content.length);
    try {
      String text = new String(content, LENGTH_BYTES, length, StandardCharsets.UTF_8);
      JsonNode header = JSON.readTree(text);
      require(header.isObject(), name, "a JSON object as header", header.getNodeType());
      return header;
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "'" + name + "' is not a safetensors file: its header is not JSON", e);
    }
  }

  /** Length of the header that the first bytes of a file of {@code size} bytes tell. */
  private static int headerLength(String name, byte[] start, long size) {
    require(start.length >= LENGTH_BYTES, name, "at least 8 bytes", start.length);
    long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    require(
        length > 0 && length <= Math.min(MAXIMUM_HEADER, size - LENGTH_BYTES),
        name,
        "a header length within the file",
        length);
    return (int) length;
  }

  private static NamedArray array(
      String file, String name, JsonNode description, ByteBuffer data, BitSet taken) {
    String where = file + "' array '" + name;
    String type = description.path("dtype").asText();
    require(type.equals("F32"), where, "dtype F32", type);
    Shape shape = shape(where, description.path("shape"));
    long start = description.path("data_offsets").path(0).asLong(-1);
    long end = description.path("data_offsets").path(1).asLong(-1);
    require(
        start >= 0
            && start % Float.BYTES == 0
            && end <= data.capacity()
            && end - start == shape.bytes(),
        where,
        shape.bytes() + " bytes within the data",
        start + " to " + end);
    int first = (int) start / Float.BYTES;
    int after = (int) end / Float.BYTES;
    int next = taken.nextSetBit(first);
    require(next < 0 || next >= after, where, "a range of its own", start + " to " + end);
    taken.set(first, after);
    float[] values = new float[shape.size()];
    data.slice((int) start, (int) (end - start))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new NamedArray(shape, values);
  }

  private static Shape shape(String where, JsonNode node) {
    int[] extents = new int[node.size()];
    long size = 1;
    for (int i = 0; i < extents.length; i++) {
      JsonNode extent = node.path(i);
      require(extent.isInt() && extent.asInt() > 0, where, "positive whole extents", node);
      extents[i] = extent.asInt();
      size *= extents[i];
      require(size <= MAXIMUM_ELEMENTS, where, "at most " + MAXIMUM_ELEMENTS + " elements", node);
    }
    return Shape.of(extents);
  }

  private static void require(boolean condition, String name, String expected, Object got) {
    if (!condition) {
      throw new ConfigurationException(
          "'%s' is damaged or no safetensors file: expected %s, got '%s'"
              .formatted(name, expected, got));
    }
  }
}
