package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much work the cells of a pass queue, as docs/gpu-budget.md says: the difference between two
 * cells in each stage and one, with the same operation on all edges.
 */
@ExtendWith(EmulatedDevice.class)
final class CellBudgetTest {
  private static final String TABLE = "A cell in each stage";
  private static final int DECISIONS = 6;
  private static final int OPERATIONS = Operation.values().length;
  private static final int CLASSES = 5;

  /** What a pass computes the gradient of. */
  private enum Leaf {
    Z,
    W
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 8", "4, 8, 16"})
  void cellsTakeWhatTheDocumentSaysWhateverTheirSize(int batch, int channels, int size) {
    EmulatedDevice.configure("races", "off");
    List<List<String>> measured = new ArrayList<>();
    try (Backend backend = EmulatedDevice.open()) {
      for (Operation operation : Operation.values()) {
        for (Leaf leaf : Leaf.values()) {
          Shape images = Shape.of(batch, size, size, 3);
          DeviceWork work = new Pass(backend, images, channels, operation, leaf).moreForACell();
          measured.add(row(operation, leaf, work));
        }
      }
    }
    assertThat(measured)
        .isEqualTo(BudgetDocument.table(TABLE).stream().map(cells -> cells.subList(0, 7)).toList());
  }

  private static List<String> row(Operation operation, Leaf leaf, DeviceWork work) {
    return List.of(
        operation.officialName(),
        leaf.name().toLowerCase(Locale.ROOT),
        Long.toString(work.launches()),
        Long.toString(work.calls()),
        Long.toString(work.copies()),
        Long.toString(work.fills()),
        Long.toString(work.total()));
  }

  /** A forward and backward pass of a supernet, without its stem. */
  private record Pass(Backend backend, Shape images, int channels, Operation operation, Leaf leaf) {
    /** What one cell more in each stage adds. */
    DeviceWork moreForACell() {
      return work(2).minus(work(1));
    }

    private DeviceWork work(int cells) {
      Philox random = new Philox(20_261_124, 12);
      SupernetConfig config = new SupernetConfig(cells, channels, images.dimension(-1), CLASSES);
      try (TensorScope scope = backend.openScope()) {
        NasBench201Supernet supernet = NasBench201Supernet.create(config, backend, random);
        float[] pixels = new float[images.size()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = random.nextFloat();
        }
        Tensor features = supernet.stem(new Tape(backend), backend.tensor(images, pixels));
        return DeviceWork.of(() -> run(supernet, features));
      }
    }

    private void run(NasBench201Supernet supernet, Tensor features) {
      int[] labels = new int[images.dimension(0)];
      try (Tape tape = new Tape(backend)) {
        SampledArchitecture sample = watched(tape, supernet, features);
        Tensor logits = supernet.classify(tape, features, sample);
        Gradients gradients = tape.backward(Softmax.crossEntropy(tape, logits, labels, 0));
        if (leaf == Leaf.W) {
          supernet.parameters().flat(backend, gradients);
        }
      }
    }

    /** The same operation on all edges; the tape watches what has a gradient. */
    private SampledArchitecture watched(Tape tape, NasBench201Supernet supernet, Tensor features) {
      int[] choices = new int[DECISIONS];
      Arrays.fill(choices, operation.ordinal());
      if (leaf == Leaf.W) {
        supernet.parameters().watch(tape);
        tape.watch(features);
        return SampledArchitecture.fixed(choices);
      }
      float[] z = new float[DECISIONS * OPERATIONS];
      for (int decision = 0; decision < DECISIONS; decision++) {
        z[decision * OPERATIONS + choices[decision]] = 1;
      }
      Tensor gates = tape.watch(backend.tensor(Shape.of(DECISIONS, OPERATIONS), z));
      return SampledArchitecture.gated(choices, gates);
    }
  }
}
