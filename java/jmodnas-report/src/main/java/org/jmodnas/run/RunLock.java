package org.jmodnas.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Keeps two processes from writing to one run; the system drops it with the process. */
public final class RunLock implements AutoCloseable {
  private static final String FILE = ".lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks {@code run}.
   *
   * @throws ConfigurationException if another process has it
   */
  public static RunLock of(RunFolder run) {
    Path file = run.file(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ConfigurationException(
            "Run '%s' is in use by another process. Wait for it, or stop it first"
                .formatted(run.path()));
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw RunFolder.unwritable(file, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException released) {
      // The lock is gone with the channel, whatever closing it says.
    }
  }
}
