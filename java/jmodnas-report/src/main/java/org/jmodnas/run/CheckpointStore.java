package org.jmodnas.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.state.Snapshot;

/**
 * The latest checkpoints of a run, in {@code checkpoints/step-N}: {@code state.json} with the
 * numbers, {@code tensors.safetensors} with the arrays, {@code CHECKSUM} with the sums of both.
 *
 * <p>A folder is filled under another name and then renamed, so one that is there is whole; the
 * sums tell if a disk or a hand changed it since.
 */
public final class CheckpointStore {
  private static final String FOLDER = "checkpoints";
  private static final String STATE = "state.json";
  private static final String TENSORS = "tensors.safetensors";
  private static final String SUMS = "CHECKSUM";
  private static final String HIDDEN = ".";
  private static final Pattern NAME = Pattern.compile("step-\\d{1,9}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final int keep;

  /**
   * The checkpoints of {@code run}.
   *
   * @param keep how many are kept, at least 1
   */
  public CheckpointStore(RunFolder run, int keep) {
    if (keep < 1) {
      throw new ConfigurationException("At least 1 checkpoint is kept, got '" + keep + "'");
    }
    this.folder = run.file(FOLDER);
    this.keep = keep;
  }

  /** The numbers of a checkpoint in its file. */
  private record State(int step, double seconds, Map<String, Double> numbers) {}

  /**
   * Writes a checkpoint, then deletes those that are too many.
   *
   * @return its folder
   * @throws org.jmodnas.tensor.JModnasException if the disk refuses; the earlier ones are kept
   */
  public Path write(Checkpoint checkpoint) {
    String name = "step-%07d".formatted(checkpoint.step());
    Path place = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(HIDDEN + name);
      delete(part);
      Files.createDirectory(part);
      Map<String, byte[]> files = files(checkpoint);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        AtomicFile.write(part.resolve(file.getKey()), file.getValue());
      }
      AtomicFile.write(part.resolve(SUMS), Checksums.of(files).getBytes(StandardCharsets.UTF_8));
      discard(place);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.syncFolder(folder);
      List<Path> all = newestFirst();
      for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
        discard(old);
      }
      return place;
    } catch (IOException e) {
      throw RunFolder.unwritable(place, e);
    }
  }

  private static Map<String, byte[]> files(Checkpoint checkpoint) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        STATE,
        JSON.writeValueAsBytes(
            new State(checkpoint.step(), checkpoint.seconds(), checkpoint.snapshot().numbers())));
    files.put(TENSORS, SafetensorsFile.bytes(checkpoint.snapshot().arrays(), Map.of()));
    return files;
  }

  /**
   * The newest checkpoint that is as it was written; empty if there is none at all.
   *
   * @param damaged told of each newer one that is not, in a sentence
   * @throws ConfigurationException if there are some, and all are damaged
   */
  public Optional<Checkpoint> latest(Consumer<String> damaged) {
    List<String> refused = new ArrayList<>();
    for (Path place : newestFirst()) {
      try {
        Checkpoint checkpoint = read(place);
        refused.forEach(damaged);
        return Optional.of(checkpoint);
      } catch (IOException | ConfigurationException e) {
        refused.add("Checkpoint '%s' is damaged and left out: %s".formatted(place, said(e)));
      }
    }
    if (!refused.isEmpty()) {
      throw new ConfigurationException(
          "No checkpoint is left to go on from. %s. Delete '%s' to begin anew"
              .formatted(String.join(". ", refused), folder));
    }
    return Optional.empty();
  }

  private static String said(Exception failure) {
    return failure instanceof IOException io
        ? FileFailure.reason(io)
        : String.valueOf(failure.getMessage());
  }

  private static Checkpoint read(Path place) throws IOException {
    State state = JSON.readValue(Checksums.read(place, SUMS, STATE), State.class);
    byte[] tensors = Checksums.read(place, SUMS, TENSORS);
    return new Checkpoint(
        state.step(),
        state.seconds(),
        new Snapshot(SafetensorsFile.parse(place + "/" + TENSORS, tensors), state.numbers()));
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
          .sorted(Comparator.comparingInt(CheckpointStore::step).reversed())
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be listed: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  private static int step(Path place) {
    return Integer.parseInt(place.getFileName().toString().substring("step-".length()));
  }

  /** Deletes a checkpoint, which is no longer seen as one while that goes on. */
  private void discard(Path place) throws IOException {
    if (Files.exists(place)) {
      Path hidden = folder.resolve(HIDDEN + "old-" + place.getFileName());
      delete(hidden);
      Files.move(place, hidden, StandardCopyOption.ATOMIC_MOVE);
      delete(hidden);
    }
  }

  private static void delete(Path part) throws IOException {
    if (!Files.isDirectory(part)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(part)) {
      files = entries.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(part);
  }
}
