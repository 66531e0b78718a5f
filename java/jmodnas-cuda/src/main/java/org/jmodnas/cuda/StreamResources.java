package org.jmodnas.cuda;

/**
 * What one stream of work has of its own: the CUDA stream, the transfers and launches on it, and
 * the handles of the libraries that work on it.
 */
final class StreamResources implements AutoCloseable {
  private final CudaContext context;
  private final CudaStream stream;
  private final Transfers transfers;
  private final KernelLauncher launcher;
  private final Cublas cublas;
  private final Cudnn cudnn;
  private volatile boolean open = true;

  StreamResources(CudaContext context) {
    this.context = context;
    this.stream = new CudaStream(context);
    this.transfers = new Transfers(stream);
    this.launcher = new KernelLauncher(stream);
    this.cublas = new Cublas(stream);
    this.cudnn = new Cudnn(stream);
    context.opened(this);
  }

  /** A stream that shares the work of {@code context} with others. */
  static StreamResources fork(CudaContext context) {
    StreamResources resources = new StreamResources(context);
    context.memory().addFork(resources.stream);
    return resources;
  }

  CudaContext context() {
    return context;
  }

  CudaStream stream() {
    return stream;
  }

  Transfers transfers() {
    return transfers;
  }

  Cublas cublas() {
    return cublas;
  }

  Cudnn cudnn() {
    return cudnn;
  }

  /** Begins a launch of kernel {@code name}. */
  KernelLauncher.Call kernel(String name) {
    return launcher.call(name);
  }

  /** Memory for work on this stream, to be given back. */
  DeviceBlock take(long bytes) {
    context.bind();
    return context.memory().take(stream, bytes);
  }

  void giveBack(DeviceBlock block) {
    context.memory().giveBack(block);
  }

  /** This if it is open, else another stream over the same memory. */
  StreamResources orOpen() {
    return open ? this : context.anyStream();
  }

  /** Waits for the stream's work and releases everything. */
  @Override
  public void close() {
    open = false;
    context.memory().removeFork(stream);
    try {
      stream.synchronize();
      cublas.close();
      cudnn.close();
      transfers.close();
    } finally {
      try {
        stream.close();
      } finally {
        context.closed(this);
      }
    }
  }
}
