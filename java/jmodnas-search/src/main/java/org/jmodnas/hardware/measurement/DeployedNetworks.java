package org.jmodnas.hardware.measurement;

import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/**
 * The stand-alone networks of NAS-Bench-201 architectures on a backend: forward passes without
 * gradients, on random weights and images that lie on the backend.
 *
 * <p>A pass of the supernet under a fixed architecture is that network. It differs from the
 * published one in two ways: batch norm computes the statistics of the batch, where a deployed
 * network has constants, and edges that cannot influence the output are not run.
 */
public final class DeployedNetworks implements AutoCloseable {
  private final Backend backend;
  private final TensorScope scope;
  private final NasBench201Supernet supernet;
  private final Tensor images;

  /**
   * Networks of one size.
   *
   * @param batch images of a pass
   * @param random draws weights and images
   * @param backend the calling thread's; stays open
   */
  public DeployedNetworks(DeployedNetwork.Size size, int batch, Philox random, Backend backend) {
    this.backend = backend;
    scope = backend.openScope();
    SupernetConfig config =
        new SupernetConfig(size.cells(), size.channels(), size.imageChannels(), size.classes());
    supernet = NasBench201Supernet.create(config, backend, random);
    Shape shape = Shape.of(batch, size.image(), size.image(), size.imageChannels());
    float[] pixels = new float[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    images = backend.tensor(shape, pixels);
  }

  /**
   * One pass. It ends when the class scores have been read, so also on a backend whose calls return
   * before their work is done.
   *
   * @return (batch, classes), row-major
   */
  public float[] run(Architecture architecture) {
    try (TensorScope pass = backend.openScope();
        Tape tape = new Tape(backend)) {
      return supernet
          .logits(tape, images, SampledArchitecture.fixed(architecture.choices()))
          .toArray();
    }
  }

  /** Releases weights and images. */
  @Override
  public void close() {
    scope.close();
  }
}
