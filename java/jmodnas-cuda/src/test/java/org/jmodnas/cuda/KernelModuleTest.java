package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jmodnas.tensor.backend.BackendOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which form of the kernels is loaded. */
@ExtendWith(EmulatedDevice.class)
final class KernelModuleTest {
  private static final KernelImage IMAGE = KernelImage.load();
  private StreamResources stream;

  @BeforeEach
  void open() {
    stream = new StreamResources(new CudaContext(0, BackendOptions.standard()));
    stream.context().bind();
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void assembledKernelsAreLoadedAndTheTextIsNot() {
    KernelImage unreadable = new KernelImage("no PTX", IMAGE.signatures());
    KernelModule module = new KernelModule(unreadable, Optional.of(fatBinary(IMAGE.text())));
    assertThat(module.kernel("adam").signature()).isEqualTo(IMAGE.signature("adam"));
    assertThat(EmulatedDevice.reports()).isEmpty();
    module.unload();
  }

  @Test
  void theTextIsLoadedWhereTheDriverRefusesTheOther() {
    KernelModule module = new KernelModule(IMAGE, Optional.of(fatBinary("no PTX")));
    assertThat(EmulatedDevice.reports()).startsWith("module: ");
    assertThat(module.kernel("adam").signature()).isEqualTo(IMAGE.signature("adam"));
    module.unload();
  }

  /** A container with PTX in it, laid out as nvcc does. */
  private static byte[] fatBinary(String text) {
    byte[] content = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    short container = 16;
    int part = 64;
    ByteBuffer image =
        ByteBuffer.allocate(container + part + content.length).order(ByteOrder.LITTLE_ENDIAN);
    image.putInt(0, 0xBA55ED50).putShort(4, (short) 1).putShort(6, container);
    image.putLong(8, part + content.length);
    image.putShort(container, (short) 1).putInt(container + 4, part);
    image.putLong(container + 8, content.length);
    return image.position(container + part).put(content).array();
  }
}
