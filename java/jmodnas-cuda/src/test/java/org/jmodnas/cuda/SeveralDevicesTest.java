package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two GPUs at the same time in one process. */
@ExtendWith(EmulatedDevice.class)
final class SeveralDevicesTest {
  private static final Geometry SAME = new Geometry(1, 1);
  private static final int STEPS = 4;

  @BeforeEach
  void twoDevices() {
    EmulatedDevice.configure("devices", "2");
  }

  /** Work in pieces that can alternate with those of another backend; none of them allocates. */
  private static final class Work implements AutoCloseable {
    private final Backend backend;
    private final Backend fork;
    private final Tensor a;
    private final Tensor b;
    private final Tensor product;
    private final Tensor images;
    private final Tensor w;
    private final Tensor y;
    private final Tensor sum;
    private final float[] results = new float[STEPS];

    Work(String name) {
      backend = Backends.open(name);
      fork = backend.fork();
      a = backend.zeros(Shape.of(8, 9));
      b = backend.zeros(Shape.of(9, 12));
      product = backend.zeros(Shape.of(8, 12));
      images = product.view(Shape.of(1, 8, 4, 3));
      w = fork.zeros(Shape.of(3, 3, 3, 3));
      y = fork.zeros(images.shape());
      sum = backend.zeros(images.shape());
    }

    /** A product by cuBLAS, a convolution by cuDNN on another stream, and a kernel of ours. */
    List<Runnable> pieces(int step) {
      return List.of(
          () -> a.set(ramp(72, step)),
          () -> b.set(ramp(108, step + 1)),
          () -> multiply(),
          () -> w.set(ramp(81, step + 2)),
          () -> fork.convolution().forward(SAME, images, w, y),
          () -> backend.elementwise().sum(List.of(images, y), sum),
          () -> results[step] = sum.toArray()[17]);
    }

    void step(int step) {
      pieces(step).forEach(Runnable::run);
    }

    private void multiply() {
      backend.matrix().multiply(new Operand(a, false), new Operand(b, false), null, product);
    }

    private static float[] ramp(int size, int seed) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = ((i + 3 * seed) % 11 - 5) / 5f;
      }
      return values;
    }

    @Override
    public void close() {
      fork.close();
      backend.close();
    }
  }

  private static float[] expected() {
    try (Work cpu = new Work("cpu")) {
      for (int step = 0; step < STEPS; step++) {
        cpu.step(step);
      }
      return cpu.results;
    }
  }

  @Test
  void oneThreadWorksOnBothInTurn() {
    try (Work first = new Work("cuda:0");
        Work second = new Work("cuda:1")) {
      for (int step = 0; step < STEPS; step++) {
        List<Runnable> ofFirst = first.pieces(step);
        List<Runnable> ofSecond = second.pieces(step);
        for (int i = 0; i < ofFirst.size(); i++) {
          ofFirst.get(i).run();
          ofSecond.get(i).run();
        }
      }
      Golden.assertClose("GPU 0", expected(), first.results, 1e-5);
      Golden.assertClose("GPU 1", expected(), second.results, 1e-5);
    }
  }

  @Test
  void twoThreadsSwapTheirDevices() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Work first = new Work("cuda:0");
        Work second = new Work("cuda:1")) {
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int parity = thread;
        done.add(
            threads.submit(
                () -> {
                  for (int step = 0; step < STEPS; step++) {
                    together.await();
                    ((step + parity) % 2 == 0 ? first : second).step(step);
                  }
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      Golden.assertClose("GPU 0", expected(), first.results, 1e-5);
      Golden.assertClose("GPU 1", expected(), second.results, 1e-5);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theEndOfOneLeavesTheOther() {
    try (Backend first = Backends.open("cuda:0")) {
      Tensor x = first.tensor(Shape.of(3), 1, 2, 3);
      Backends.open("cuda:1").close();
      assertThat(x.toArray()).containsExactly(1, 2, 3);
      assertThat(first.zeros(Shape.of(2)).toArray()).containsOnly(0);
    }
  }

  @Test
  void eachHasItsMemory() {
    EmulatedDevice.configure("memory", String.valueOf(8L << 20));
    try (Backend first = Backends.open("cuda:0");
        Backend second = Backends.open("cuda:1")) {
      first.zeros(Shape.of(3 << 19));
      assertThat(second.zeros(Shape.of(3 << 19)).slice(7, Shape.of(1)).item()).isZero();
      assertThat(second.memory().live()).isEqualTo(first.memory().live());
    } finally {
      EmulatedDevice.configure("memory", String.valueOf(4L << 30));
    }
  }

  @Test
  void aTensorOfTheOtherIsRefused() {
    try (Backend first = Backends.open("cuda:0");
        Backend second = Backends.open("cuda:1")) {
      Tensor x = first.zeros(Shape.of(3));
      Tensor y = second.zeros(Shape.of(3));
      assertThatThrownBy(() -> second.elementwise().copy(x, y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 elements lives on GPU 0 and cannot be used on GPU 1")
          .hasMessageContaining("toArray");
    }
  }
}
