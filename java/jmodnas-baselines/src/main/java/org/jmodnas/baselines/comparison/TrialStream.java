package org.jmodnas.baselines.comparison;

import java.nio.charset.StandardCharsets;
import org.jmodnas.tensor.random.Philox;

/**
 * The random numbers of a trial, which depend on its method, device and seed and on no other trial:
 * the key is the FNV-1a hash (64 bits, Fowler, Noll and Vo) of {@code method}, a zero byte and
 * {@code device} in UTF-8, the stream number is the seed.
 */
final class TrialStream {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private TrialStream() {}

  static Philox of(String method, String device, long seed) {
    long hash = OFFSET;
    for (byte octet : (method + '\0' + device).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * PRIME;
    }
    return new Philox(hash, seed);
  }
}
