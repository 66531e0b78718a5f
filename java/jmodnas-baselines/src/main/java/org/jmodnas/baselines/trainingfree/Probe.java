package org.jmodnas.baselines.trainingfree;

import org.jmodnas.network.NasBench201Network;
import org.jmodnas.network.Network;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * An untrained network with a minibatch. Passes that several metrics need are made once, when the
 * first of them asks. Belongs to one thread; what it holds is owned by the scope it was made in.
 */
public final class Probe implements AutoCloseable {
  /** Streams of random numbers. */
  private static final int WEIGHTS = 0;

  private static final int DRAWS = 1;

  private final Subject subject;
  private final Batch batch;
  private final Backend backend;
  private final Philox random;
  private final NasBench201Network network;
  private final Tensor images;
  private @Nullable LossPass loss;
  private double @Nullable [][] jacobian;

  /**
   * What is looked at.
   *
   * @param architecture a cell of NAS-Bench-201
   * @param size of its network
   */
  public record Subject(Architecture architecture, DeployedNetwork.Size size) {}

  /**
   * A probe of the network with PyTorch's default initialisation.
   *
   * @param random draws the weights, and what a metric draws, from streams of their own
   */
  public Probe(Subject subject, Batch batch, Backend backend, Philox random) {
    this.subject = subject;
    this.batch = batch;
    this.backend = backend;
    this.random = random;
    network =
        NasBench201Network.create(
            subject.architecture, subject.size, backend, random.split(WEIGHTS));
    images = backend.tensor(batch.shape(), batch.images());
  }

  /** What is looked at. */
  public Subject subject() {
    return subject;
  }

  /** The backend of the calling thread. */
  public Backend backend() {
    return backend;
  }

  /** The network, whose parameters stay as they are. */
  public Network network() {
    return network;
  }

  /** The minibatch. */
  public Batch batch() {
    return batch;
  }

  /** The images of the minibatch. */
  public Tensor images() {
    return images;
  }

  /** A stream for what a metric draws: the same for all metrics, at its beginning. */
  public Philox draws() {
    return random.split(DRAWS);
  }

  /** The pass of the minibatch with its loss. */
  LossPass loss() {
    if (loss == null) {
      loss = new LossPass(network, images, batch.labels(), backend);
    }
    return loss;
  }

  /** A row an image: the gradient of the sum of all class scores of the batch. */
  double[][] jacobian() {
    if (jacobian == null) {
      jacobian = InputJacobian.of(network, images, backend);
    }
    return jacobian;
  }

  @Override
  public void close() {
    if (loss != null) {
      loss.close();
    }
  }
}
