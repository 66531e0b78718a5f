package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/**
 * Representation mutual information (Zheng et al., 2022; RMI-NAS, which MO-HDNAS follows): the sum
 * of the {@link KernelAlignment}s with a reference network at the ends of the three stages, after a
 * brief training on one batch with the loss β·(3 − that sum) + (1 − β)·cross entropy. Between 0 and
 * 3; higher is better.
 *
 * <p>From the code of RMI-NAS: β, the layers, the optimiser and the choice of the batch. MO-HDNAS
 * does not say for how many steps it trains; RMI-NAS takes 150.
 */
public final class RepresentationSimilarity implements TrainingFreeMetric {
  private static final float BETA = 0.8f;

  private final Settings settings;
  private final ReferenceNetwork.Representation reference;

  /**
   * How much is trained on how much.
   *
   * @param steps of each candidate
   * @param batch images of the one batch; at least 2
   * @param referenceSteps of the reference
   */
  public record Settings(int steps, int batch, int referenceSteps) {
    public Settings {
      if (steps < 0 || batch < 2 || referenceSteps < 0) {
        throw new IllegalArgumentException(
            "Steps are at least 0 and a batch has at least 2 images, got "
                + List.of(steps, batch, referenceSteps));
      }
    }
  }

  /**
   * Trains a reference on {@code data}, which takes long.
   *
   * @param random draws the reference's weights and the images
   */
  public RepresentationSimilarity(
      ImageDataset data, Settings settings, Backend backend, Philox random) {
    this.settings = settings;
    reference = ReferenceNetwork.represent(data, settings, backend, random);
  }

  @Override
  public double value(Probe probe) {
    Backend backend = probe.backend();
    try (TensorScope scope = backend.openScope()) {
      ParameterSet parameters =
          ParameterCopy.of(probe.network().parameters(), backend, (name, values) -> values);
      Candidate candidate = new Candidate(probe, parameters);
      BriefTraining training = new BriefTraining(parameters, backend);
      for (int step = 0; step < settings.steps; step++) {
        training.step(candidate::loss, BriefTraining.RATE);
      }
      return candidate.similarity(backend);
    }
  }

  /** A network in training. */
  private final class Candidate {
    private final Network network;
    private final ParameterSet parameters;
    private final Tensor images;
    private final List<String> stages;

    Candidate(Probe probe, ParameterSet parameters) {
      this.parameters = parameters;
      network = probe.network();
      images = probe.backend().tensor(reference.batch().shape(), reference.batch().images());
      stages = stages(probe.subject().size());
    }

    Tensor loss(Tape tape) {
      StageFeatures layers = new StageFeatures(new TapeLayers(tape, parameters), stages);
      Tensor logits = network.classify(layers, network.features(layers, images));
      Tensor entropy = Softmax.crossEntropy(tape, logits, reference.batch().labels(), 0);
      List<Tensor> terms = new ArrayList<>();
      terms.add(Elementwise.affine(tape, entropy, 1 - BETA, 0));
      for (int i = 0; i < layers.features().size(); i++) {
        Tensor alignment =
            KernelAlignment.of(tape, layers.features().get(i), reference.kernels().get(i));
        terms.add(Elementwise.affine(tape, alignment, -BETA, BETA));
      }
      return Elementwise.sum(tape, terms);
    }

    double similarity(Backend backend) {
      try (TensorScope scope = backend.openScope();
          Tape tape = new Tape(backend)) {
        StageFeatures layers = new StageFeatures(new TapeLayers(tape, parameters), stages);
        network.features(layers, images);
        double sum = 0;
        for (int i = 0; i < layers.features().size(); i++) {
          sum +=
              KernelAlignment.of(tape, layers.features().get(i), reference.kernels().get(i)).item();
        }
        return sum;
      }
    }
  }

  /** Ends of the stages: the last cell of the first and of the second, and the last feature map. */
  private static List<String> stages(DeployedNetwork.Size size) {
    return List.of("cells." + (size.cells() - 1), "cells." + (2 * size.cells() - 1), "head");
  }
}
