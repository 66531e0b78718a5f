package org.jmodnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order against sorting the whole space. */
final class ArchitectureOrderTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  /** Costs from a few whole numbers have many ties, real ones none. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 3", "4, 2", "5, 1"})
  void everyArchitectureComesOnceAndInOrder(long seed, int distinct) {
    double[][] costs = costs(new Philox(seed, 31), distinct);
    ArchitectureOrder order = new ArchitectureOrder(SPACE, costs);
    double[] found = new double[(int) SPACE.count()];
    Set<Architecture> seen = new HashSet<>();
    for (int i = 0; i < found.length; i++) {
      assertThat(order.hasNext()).as("seed %d, number %d", seed, i).isTrue();
      Architecture next = order.next();
      assertThat(seen.add(next)).as("seed %d, %s comes once", seed, next).isTrue();
      found[i] = cost(costs, next);
    }
    double[] sorted =
        IntStream.range(0, found.length)
            .mapToDouble(i -> cost(costs, SPACE.architecture(i)))
            .sorted()
            .toArray();
    assertThat(found).as("seed %d", seed).containsExactly(sorted);
    assertThat(order.hasNext()).isFalse();
    assertThatThrownBy(order::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void ofEqualChoicesTheFirstComesFirst() {
    ArchitectureOrder order = new ArchitectureOrder(SPACE, new double[6][5]);
    assertThat(order.next().choices()).containsOnly(0);
    assertThat(order.next().choices()).containsExactly(0, 0, 0, 0, 0, 1);
  }

  /** A space of 8^30 architectures, of which the first few are asked for. */
  @Test
  void theSizeOfTheSpaceDoesNotMatter() {
    Philox random = new Philox(6, 31);
    double[][] costs = new double[30][8];
    for (double[] row : costs) {
      Arrays.setAll(row, i -> random.nextDouble());
    }
    ArchitectureOrder order = new ArchitectureOrder(new Endless(), costs);
    double before = 0;
    for (int i = 0; i < 1000; i++) {
      double cost = cost(costs, order.next());
      assertThat(cost).isGreaterThanOrEqualTo(before);
      before = cost;
    }
  }

  private static double[][] costs(Philox random, int distinct) {
    double[][] costs = new double[6][5];
    for (double[] row : costs) {
      Arrays.setAll(row, i -> distinct == 0 ? random.nextGaussian() : random.nextInt(distinct));
    }
    return costs;
  }

  private static double cost(double[][] costs, Architecture architecture) {
    double cost = 0;
    int[] choices = architecture.choices();
    for (int decision = 0; decision < choices.length; decision++) {
      cost += costs[decision][choices[decision]];
    }
    return cost;
  }

  /** Decodes and does nothing else. */
  private static final class Endless implements SearchSpace {
    @Override
    public String name() {
      return "endless";
    }

    @Override
    public List<Decision> decisions() {
      return List.of();
    }

    @Override
    public long count() {
      return Long.MAX_VALUE;
    }

    @Override
    public Architecture decode(int... choices) {
      return new Architecture(Arrays.toString(choices), choices);
    }

    @Override
    public Architecture parse(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int index(Architecture architecture) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Architecture architecture(int index) {
      throw new UnsupportedOperationException();
    }
  }
}
