package org.jmodnas.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.jmodnas.testkit.contract.Operands.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ElementwiseKernels.Function;
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;
import org.jmodnas.tensor.backend.ElementwiseKernels.Saved;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels on vectors and matrices against their definitions, at odd and at longer sizes. */
public abstract class VectorKernelContract extends BackendTest {
  private static final double TOLERANCE = 1e-5;
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(),
          Shape.of(7),
          Shape.of(20_011),
          Shape.of(3, 17, 13, 16),
          Shape.of(5, 11, 40, 3),
          Shape.of(2, 5000));

  private Operands operands;

  @BeforeEach
  void makeOperands() {
    operands = new Operands(backend, new Philox(41, 0));
  }

  @Test
  void functionsMatch() {
    for (Shape shape : SHAPES) {
      for (Function function : Function.values()) {
        Tensor x = operands.input(shape);
        Tensor dy = operands.input(shape);
        Tensor y = operands.output(shape);
        Tensor dx = operands.output(shape);
        backend.elementwise().apply(function, x, y);
        backend.elementwise().applyBackward(function, new Saved(x, y), dy, dx);
        double[] in = values(x);
        double[] gradient = values(dy);
        String name = function + " of " + shape;
        operands.check(name, each(shape, i -> value(function, in[i])), y, TOLERANCE);
        operands.check(name, each(shape, i -> slope(function, in[i]) * gradient[i]), dx, TOLERANCE);
      }
    }
  }

  @Test
  void productsAndAffineFunctionsMatch() {
    for (Shape shape : SHAPES) {
      Tensor a = operands.input(shape);
      Tensor b = operands.input(shape);
      Tensor product = operands.output(shape);
      Tensor affine = operands.output(shape);
      Tensor scaled = operands.output(shape);
      Tensor factor = operands.input(Shape.of());
      backend.elementwise().multiply(a, b, product);
      backend.elementwise().affine(a, -1.5f, 0.25f, affine);
      backend.elementwise().scale(a, factor, -0.5f, scaled);
      double[] left = values(a);
      double[] right = values(b);
      operands.check("a·b", each(shape, i -> left[i] * right[i]), product, TOLERANCE);
      double constant = -0.5 * factor.item();
      operands.check("scaled", each(shape, i -> constant * left[i]), scaled, TOLERANCE);
      operands.check("affine", each(shape, i -> -1.5 * left[i] + 0.25), affine, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 15, 16, 20})
  void sumsOfTermsMatch(int count) {
    for (Shape shape : SHAPES) {
      List<Tensor> terms = new ArrayList<>();
      float[] weights = new float[count];
      double[] sum = new double[shape.size()];
      double[] weighted = new double[shape.size()];
      for (int t = 0; t < count; t++) {
        Tensor term = operands.input(shape);
        weights[t] = t - 3.5f;
        double[] of = values(term);
        for (int i = 0; i < of.length; i++) {
          sum[i] += of[i];
          weighted[i] += weights[t] * of[i];
        }
        terms.add(term);
      }
      Tensor y = operands.output(shape);
      backend.elementwise().sum(terms, y);
      operands.check("sum of " + count, sum, y, TOLERANCE);
      backend.elementwise().weightedSum(terms, weights, y);
      operands.check("weighted sum of " + count, weighted, y, TOLERANCE);
      // The result may be a term, as where gradients accumulate.
      backend.elementwise().sum(terms, terms.get(0));
      operands.check("sum into its first term", sum, terms.get(0), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 1024, 1025, 5000})
  void fillsAndCopiesReachEveryElement(int size) {
    Shape shape = Shape.of(size);
    for (float value : new float[] {0, 2.5f, -1e-30f}) {
      Tensor x = operands.output(shape);
      Tensor y = operands.output(shape);
      backend.elementwise().fill(x, value);
      backend.elementwise().copy(x, y);
      operands.check("filled", each(shape, i -> value), x, 0);
      operands.check("copied", each(shape, i -> value), y, 0);
    }
  }

  /** Runs of either side that leave gaps, of one and of several levels, and one that repeats. */
  @ParameterizedTest
  @CsvSource({
    "4, 3, 5, 30, 7, 50, 9",
    "6, 1, 40, 40, 0, 41, 0",
    "3, 2, 1, 0, 2, 8, 3",
    "70, 1, 3, 0, 0, 3, 0"
  })
  void runsAreCopiedAndTheRestStays(
      int outer, int inner, int width, int fromOuter, int fromInner, int toOuter, int toInner) {
    int start = 2;
    int fromSize = start + (outer - 1) * fromOuter + (inner - 1) * fromInner + width;
    int toSize = 2 * start + (outer - 1) * toOuter + (inner - 1) * toInner + width;
    Tensor from = operands.input(Shape.of(fromSize));
    Tensor to = operands.input(Shape.of(toSize));
    double[] source = values(from);
    double[] expected = values(to);
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        int first = start + i * fromOuter + j * fromInner;
        int target = 1 + i * toOuter + j * toInner;
        System.arraycopy(source, first, expected, target, width);
      }
    }
    backend
        .elementwise()
        .copyRuns(
            new Runs(from, start, fromOuter, fromInner),
            new Runs(to, 1, toOuter, toInner),
            outer,
            inner,
            width);
    operands.check("runs", expected, to, 0);
  }

  @Test
  void reductionsMatch() {
    for (Shape shape : SHAPES) {
      Tensor a = operands.input(shape);
      Tensor b = operands.input(shape);
      double[] left = values(a);
      double[] right = values(b);
      double allowed = TOLERANCE * (1 + Math.sqrt(shape.size()));
      Tensor total = operands.output(Shape.of());
      backend.reduction().sum(a, total);
      assertThat((double) total.item())
          .as("sum %s", shape)
          .isCloseTo(Arrays.stream(left).sum(), within(allowed));
      backend.reduction().dot(a, b, total);
      assertThat((double) total.item())
          .as("dot %s", shape)
          .isCloseTo(
              IntStream.range(0, left.length).mapToDouble(i -> left[i] * right[i]).sum(),
              within(allowed));
      int columns = shape.rank() == 0 ? 1 : shape.dimension(-1);
      double[] sums = new double[columns];
      for (int i = 0; i < left.length; i++) {
        sums[i % columns] += left[i];
      }
      Tensor y = operands.output(Shape.of(columns));
      backend.reduction().sumRows(a.view(Shape.of(left.length / columns, columns)), y);
      operands.check("sum of rows", sums, y, 10 * TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7", "1, 1, 1", "17, 33, 65", "1, 40, 3", "64, 10, 16"})
  void productsMatch(int m, int n, int k) {
    for (int form = 0; form < 8; form++) {
      Operand a = operand(m, k, (form & 1) != 0, 0);
      Operand b = operand(k, n, (form & 2) != 0, 0);
      Tensor bias = (form & 4) != 0 ? operands.input(Shape.of(n)) : null;
      Tensor c = operands.output(Shape.of(m, n));
      backend.matrix().multiply(a, b, bias, c);
      double[] offset = bias == null ? new double[n] : values(bias);
      operands.check(
          "form " + form,
          each(c.shape(), i -> offset[i % n] + product(a, b, 0, i / n, i % n)),
          c,
          TOLERANCE);
    }
  }

  /** A single matrix meets each of a batch. */
  @ParameterizedTest
  @CsvSource({"4, 4", "0, 4", "1, 4", "4, 1"})
  void batchedProductsMatch(int batchOfA, int batchOfB) {
    int m = 3;
    int n = 6;
    int k = 5;
    for (int form = 0; form < 8; form++) {
      Operand a = operand(m, k, (form & 1) != 0, batchOfA);
      Operand b = operand(k, n, (form & 2) != 0, batchOfB);
      Tensor bias = (form & 4) != 0 ? operands.input(Shape.of(n)) : null;
      Tensor c = operands.output(Shape.of(4, m, n));
      backend.matrix().multiply(a, b, bias, c);
      double[] offset = bias == null ? new double[n] : values(bias);
      operands.check(
          "form " + form,
          each(c.shape(), i -> offset[i % n] + product(a, b, i / (m * n), i / n % m, i % n)),
          c,
          TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "13, 40", "70, 10", "2, 1000"})
  void softmaxMatches(int rows, int columns) {
    Shape shape = Shape.of(rows, columns);
    Tensor x = operands.input(shape);
    Tensor dy = operands.input(shape);
    Tensor y = operands.output(shape);
    Tensor dx = operands.output(shape);
    backend.softmax().forward(x, y);
    backend.softmax().backward(y, dy, dx);
    double[] p = References.softmax(values(x), columns);
    double[] g = values(dy);
    double[] inner = new double[rows];
    for (int i = 0; i < p.length; i++) {
      inner[i / columns] += p[i] * g[i];
    }
    operands.check("y", p, y, TOLERANCE);
    operands.check("dx", each(shape, i -> p[i] * (g[i] - inner[i / columns])), dx, TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 0", "5, 7, 0.1", "65, 10, 0", "33, 100, 0.2"})
  void crossEntropyMatches(int rows, int classes, float smoothing) {
    Shape shape = Shape.of(rows, classes);
    Tensor x = operands.input(shape);
    Tensor dx = operands.output(shape);
    int[] labels = IntStream.range(0, rows).map(row -> row * 3 % classes).toArray();
    Tensor mean = operands.output(Shape.of());
    backend.softmax().crossEntropy(x, labels, smoothing, dx, mean);
    double[] p = References.softmax(values(x), classes);
    IntToDoubleFunction target =
        i -> smoothing / classes + (labels[i / classes] == i % classes ? 1 - smoothing : 0);
    double expected = 0;
    for (int i = 0; i < p.length; i++) {
      expected -= target.applyAsDouble(i) * Math.log(p[i]) / rows;
    }
    assertThat((double) mean.item()).isCloseTo(expected, within(TOLERANCE * (1 + expected)));
    operands.check("dx", each(shape, i -> (p[i] - target.applyAsDouble(i)) / rows), dx, TOLERANCE);
  }

  private Operand operand(int rows, int columns, boolean transposed, int batch) {
    int[] matrix = transposed ? new int[] {columns, rows} : new int[] {rows, columns};
    Shape shape = batch == 0 ? Shape.of(matrix) : Shape.of(batch, matrix[0], matrix[1]);
    return new Operand(operands.input(shape), transposed);
  }

  private static double product(Operand a, Operand b, int batch, int row, int column) {
    double[] left = values(a.tensor());
    double[] right = values(b.tensor());
    double sum = 0;
    for (int i = 0; i < a.columns(); i++) {
      sum += left[index(a, batch, row, i)] * right[index(b, batch, i, column)];
    }
    return sum;
  }

  private static int index(Operand operand, int batch, int row, int column) {
    int matrix = operand.rows() * operand.columns();
    int start = operand.tensor().shape().size() == matrix ? 0 : batch * matrix;
    return start
        + (operand.transposed() ? column * operand.rows() + row : row * operand.columns() + column);
  }

  private static double value(Function function, double x) {
    return switch (function) {
      case RELU -> Math.max(x, 0);
      case SIN -> Math.sin(x);
      case EXP -> Math.exp(x);
    };
  }

  private static double slope(Function function, double x) {
    return switch (function) {
      case RELU -> x > 0 ? 1 : 0;
      case SIN -> Math.cos(x);
      case EXP -> Math.exp(x);
    };
  }

  private static double[] each(Shape shape, IntToDoubleFunction value) {
    return IntStream.range(0, shape.size()).mapToDouble(value).toArray();
  }
}
