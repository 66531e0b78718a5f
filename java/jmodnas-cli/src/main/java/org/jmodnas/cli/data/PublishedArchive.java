package org.jmodnas.cli.data;

import java.net.URI;
import java.util.List;

/**
 * A data set that others publish as a gzipped tar archive.
 *
 * @param name as the command line calls it
 * @param source where its publishers have it
 * @param bytes length of the archive
 * @param sha256 of the archive, in hexadecimal
 * @param folder the one folder that the archive has its files in
 * @param mostUnpacked bytes that the files have at most
 */
public record PublishedArchive(
    String name, URI source, long bytes, String sha256, String folder, long mostUnpacked) {
  private static final long CIFAR_UNPACKED = 200_000_000;

  /** CIFAR-10 and CIFAR-100 in their binary versions (Krizhevsky, 2009). */
  public static List<PublishedArchive> all() {
    return List.of(
        new PublishedArchive(
            "cifar10",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            170_052_171,
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            "cifar-10-batches-bin",
            CIFAR_UNPACKED),
        new PublishedArchive(
            "cifar100",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
            168_513_733,
            "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
            "cifar-100-binary",
            CIFAR_UNPACKED));
  }
}
