package org.jmodnas.export;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** A file that ONNX Runtime computes. */
final class OnnxRuntime implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntime(byte[] file) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    session = environment.createSession(file, options);
  }

  /** What the file says about itself, by name. */
  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  /** Class scores of images (batch, channels, height, width). */
  float[][] run(float[] images, long... shape) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape)) {
      return scores(input);
    }
  }

  /** Class scores of images of bytes. */
  float[][] run(byte[] images, long... shape) throws OrtException {
    try (OnnxTensor input =
        OnnxTensor.createTensor(environment, ByteBuffer.wrap(images), shape, OnnxJavaType.UINT8)) {
      return scores(input);
    }
  }

  private float[][] scores(OnnxTensor input) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(OnnxExport.IMAGES, input))) {
      return (float[][]) result.get(OnnxExport.SCORES).orElseThrow().getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
