package org.jmodnas.cuda;

import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionBackwardDataAlgorithm_v7;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionBackwardDataWorkspaceSize;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionBackwardFilterAlgorithm_v7;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionForwardAlgorithm_v7;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolutionForwardWorkspaceSize;

import java.util.Arrays;
import java.util.List;
import jcuda.jcudnn.cudnnConvolutionBwdDataAlgoPerf;
import jcuda.jcudnn.cudnnConvolutionBwdFilterAlgoPerf;
import jcuda.jcudnn.cudnnConvolutionFwdAlgoPerf;
import org.jmodnas.cuda.ConvolutionAlgorithm.Prediction;

/**
 * The three convolutions of a training step, which cuDNN asks and answers in types of their own.
 */
enum ConvolutionDirection {
  FORWARD("cudnnConvolutionForward") {
    @Override
    List<Prediction> predictions(Cudnn cudnn, ConvolutionPlan plan) {
      int[] count = new int[1];
      cudnnConvolutionFwdAlgoPerf[] found = new cudnnConvolutionFwdAlgoPerf[MOST_PREDICTIONS];
      Arrays.setAll(found, i -> new cudnnConvolutionFwdAlgoPerf());
      Cudnn.check(
          cudnnGetConvolutionForwardAlgorithm_v7(
              cudnn.handle(),
              plan.x(),
              plan.w(),
              plan.convolution(),
              plan.y(),
              MOST_PREDICTIONS,
              count,
              found),
          "cudnnGetConvolutionForwardAlgorithm_v7",
          plan.key());
      return Arrays.stream(found, 0, count[0])
          .map(p -> new Prediction(p.algo, p.status, p.memory, p.determinism))
          .toList();
    }

    @Override
    int workspace(Cudnn cudnn, ConvolutionPlan plan, int algorithm, long[] bytes) {
      return cudnnGetConvolutionForwardWorkspaceSize(
          cudnn.handle(), plan.x(), plan.w(), plan.convolution(), plan.y(), algorithm, bytes);
    }
  },

  BACKWARD_INPUT("cudnnConvolutionBackwardData") {
    @Override
    List<Prediction> predictions(Cudnn cudnn, ConvolutionPlan plan) {
      int[] count = new int[1];
      cudnnConvolutionBwdDataAlgoPerf[] found =
          new cudnnConvolutionBwdDataAlgoPerf[MOST_PREDICTIONS];
      Arrays.setAll(found, i -> new cudnnConvolutionBwdDataAlgoPerf());
      Cudnn.check(
          cudnnGetConvolutionBackwardDataAlgorithm_v7(
              cudnn.handle(),
              plan.w(),
              plan.y(),
              plan.convolution(),
              plan.x(),
              MOST_PREDICTIONS,
              count,
              found),
          "cudnnGetConvolutionBackwardDataAlgorithm_v7",
          plan.key());
      return Arrays.stream(found, 0, count[0])
          .map(p -> new Prediction(p.algo, p.status, p.memory, p.determinism))
          .toList();
    }

    @Override
    int workspace(Cudnn cudnn, ConvolutionPlan plan, int algorithm, long[] bytes) {
      return cudnnGetConvolutionBackwardDataWorkspaceSize(
          cudnn.handle(), plan.w(), plan.y(), plan.convolution(), plan.x(), algorithm, bytes);
    }
  },

  BACKWARD_WEIGHT("cudnnConvolutionBackwardFilter") {
    @Override
    List<Prediction> predictions(Cudnn cudnn, ConvolutionPlan plan) {
      int[] count = new int[1];
      cudnnConvolutionBwdFilterAlgoPerf[] found =
          new cudnnConvolutionBwdFilterAlgoPerf[MOST_PREDICTIONS];
      Arrays.setAll(found, i -> new cudnnConvolutionBwdFilterAlgoPerf());
      Cudnn.check(
          cudnnGetConvolutionBackwardFilterAlgorithm_v7(
              cudnn.handle(),
              plan.x(),
              plan.y(),
              plan.convolution(),
              plan.w(),
              MOST_PREDICTIONS,
              count,
              found),
          "cudnnGetConvolutionBackwardFilterAlgorithm_v7",
          plan.key());
      return Arrays.stream(found, 0, count[0])
          .map(p -> new Prediction(p.algo, p.status, p.memory, p.determinism))
          .toList();
    }

    @Override
    int workspace(Cudnn cudnn, ConvolutionPlan plan, int algorithm, long[] bytes) {
      return cudnnGetConvolutionBackwardFilterWorkspaceSize(
          cudnn.handle(), plan.x(), plan.y(), plan.convolution(), plan.w(), algorithm, bytes);
    }
  };

  private static final int MOST_PREDICTIONS = 16;

  private final String call;

  ConvolutionDirection(String call) {
    this.call = call;
  }

  /** cuDNN's function that runs it. */
  String call() {
    return call;
  }

  /** Bytes that {@code algorithm} needs while it runs. */
  long workspace(Cudnn cudnn, ConvolutionPlan plan, int algorithm) {
    long[] bytes = new long[1];
    Cudnn.check(workspace(cudnn, plan, algorithm, bytes), "workspace size of " + call, plan.key());
    return bytes[0];
  }

  /** cuDNN's algorithms, the one it thinks fastest first. */
  abstract List<Prediction> predictions(Cudnn cudnn, ConvolutionPlan plan);

  abstract int workspace(Cudnn cudnn, ConvolutionPlan plan, int algorithm, long[] bytes);
}
