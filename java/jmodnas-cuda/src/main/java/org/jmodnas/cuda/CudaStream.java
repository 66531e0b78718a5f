package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuEventCreate;
import static jcuda.driver.JCudaDriver.cuEventDestroy;
import static jcuda.driver.JCudaDriver.cuEventQuery;
import static jcuda.driver.JCudaDriver.cuEventRecord;
import static jcuda.driver.JCudaDriver.cuStreamCreate;
import static jcuda.driver.JCudaDriver.cuStreamDestroy;
import static jcuda.driver.JCudaDriver.cuStreamSynchronize;
import static jcuda.driver.JCudaDriver.cuStreamWaitEvent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;

/**
 * A CUDA stream that counts its work. Everything asynchronous passes through {@link #submit}, which
 * makes it wait for the work of other streams on the same memory. Thread-safe, as a tensor may be
 * read by another thread than the one that works on the stream.
 */
final class CudaStream implements WorkQueue {
  private final CudaContext context;
  private final CUstream handle = new CUstream();
  private final CUevent tail = new CUevent();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final Map<WorkQueue, Long> waitedFor = new ConcurrentHashMap<>();
  private final RecentWork recent = new RecentWork();
  private long recorded;

  CudaStream(CudaContext context) {
    this.context = context;
    context.bind();
    // Without this flag the stream would wait for the default stream, and that for the stream.
    CudaFailure.check(
        cuStreamCreate(handle, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate", "");
    CudaFailure.check(
        cuEventCreate(tail, CUevent_flags.CU_EVENT_DISABLE_TIMING), "cuEventCreate", "");
  }

  CudaContext context() {
    return context;
  }

  CUstream handle() {
    return handle;
  }

  /**
   * Queues work that touches {@code accesses}, memory of this GPU.
   *
   * @param library whose result {@code work} returns
   * @param call name of the function or kernel, for messages
   * @return which piece of this stream it is
   */
  long submit(DeviceLibrary library, String call, Accesses accesses, IntSupplier work) {
    accesses.requireOn(context.ordinal());
    context.bind();
    accesses.await(this);
    int result = work.getAsInt();
    if (result != 0) {
      throw library.failure(result, call, accesses.toString(), recent.toString());
    }
    recent.add(call);
    long index = queued.incrementAndGet();
    accesses.note(this, index);
    return index;
  }

  /** Waits on the host for everything queued so far. */
  void synchronize() {
    long index = queued.get();
    context.bind();
    check(cuStreamSynchronize(handle), "cuStreamSynchronize");
    done.accumulateAndGet(index, Math::max);
  }

  @Override
  public boolean isDone(long index) {
    return index <= done.get();
  }

  /** Whether piece {@code index} is done, as far as the device can say so without a wait. */
  synchronized boolean hasFinished(long index) {
    if (isDone(index) || recorded < index) {
      return isDone(index);
    }
    context.bind();
    int result = cuEventQuery(tail);
    if (result != CUresult.CUDA_ERROR_NOT_READY) {
      check(result, "cuEventQuery");
      done.accumulateAndGet(recorded, Math::max);
    }
    return isDone(index);
  }

  @Override
  public synchronized Fence fence() {
    long index = queued.get();
    if (index > recorded) {
      check(cuEventRecord(tail, handle), "cuEventRecord");
      recorded = index;
    }
    return new Fence(tail, recorded);
  }

  @Override
  public void waitFor(WorkQueue other, long index) {
    if (other.isDone(index) || waitedFor.getOrDefault(other, 0L) >= index) {
      return;
    }
    Fence fence = other.fence();
    check(cuStreamWaitEvent(handle, fence.event(), 0), "cuStreamWaitEvent");
    waitedFor.merge(other, fence.index(), Math::max);
  }

  /** Ends the stream once its work is done; nothing waits for it any more. */
  void close() {
    try {
      synchronize();
    } finally {
      done.set(Long.MAX_VALUE);
      waitedFor.clear();
      cuEventDestroy(tail);
      cuStreamDestroy(handle);
    }
  }

  private void check(int result, String call) {
    if (result != 0) {
      throw CudaFailure.of(result, call, "", recent.toString());
    }
  }
}
