package org.jmodnas.tensor.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/** Tells data sets apart, whatever files they come from. */
public final class DatasetFingerprint {
  private static final int HEADER = 5;

  private DatasetFingerprint() {}

  /**
   * SHA-256, in hexadecimal, over height, width, channels and the numbers of classes and images,
   * then every label (each number as four bytes, the highest first), then all pixels.
   */
  public static String of(ImageDataset data) {
    MessageDigest digest = sha256();
    ImageSize size = data.imageSize();
    ByteBuffer numbers = ByteBuffer.allocate((HEADER + data.size()) * Integer.BYTES);
    numbers.putInt(size.height()).putInt(size.width()).putInt(size.channels());
    numbers.putInt(data.classes()).putInt(data.size());
    for (int i = 0; i < data.size(); i++) {
      numbers.putInt(data.label(i));
    }
    digest.update(numbers.array());
    data.digest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
