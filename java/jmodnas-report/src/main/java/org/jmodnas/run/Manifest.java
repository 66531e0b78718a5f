package org.jmodnas.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * What ran, where and when, {@code manifest.json}. Times are ISO 8601 in UTC.
 *
 * @param jmodnas version
 * @param command the words of the command line
 * @param seed of all random streams
 * @param status of the run
 * @param started when it began
 * @param ended when it stopped or was finished; null while it goes on
 * @param seconds that it took, interruptions not counted
 * @param resumed when it went on after interruptions
 * @param java version and maker of the JVM
 * @param machine operating system and processor
 * @param backend where it was computed
 * @param data the images
 * @param tables files with metrics
 * @param objectives what is searched for, the error first
 * @param confidence least probability at which an architecture keeps limits
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Manifest(
    String jmodnas,
    List<String> command,
    long seed,
    Status status,
    String started,
    @Nullable String ended,
    double seconds,
    List<String> resumed,
    Java java,
    Machine machine,
    Computation backend,
    Data data,
    List<Table> tables,
    List<Objective> objectives,
    double confidence) {
  /** Its name in the folder of a run. */
  public static final String FILE = "manifest.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  public Manifest {
    command = List.copyOf(command);
    resumed = List.copyOf(resumed);
    tables = List.copyOf(tables);
    objectives = List.copyOf(objectives);
  }

  /** How far a run got; {@code running} also where a process ended without a word. */
  public enum Status {
    running,
    interrupted,
    failed,
    finished
  }

  /** A JVM. */
  public record Java(String version, String vendor, String vm) {
    /** The one that runs this. */
    public static Java here() {
      return new Java(
          Runtime.version().toString(),
          System.getProperty("java.vendor"),
          System.getProperty("java.vm.name"));
    }
  }

  /**
   * A machine.
   *
   * @param processors that the JVM may use
   */
  public record Machine(String os, String architecture, String processor, int processors) {
    /** This one. */
    public static Machine here(String processor) {
      return new Machine(
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          System.getProperty("os.arch"),
          processor,
          Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * Where tensors were computed.
   *
   * @param description what the backend says of itself: device, driver, libraries
   */
  public record Computation(String name, String description, int threads) {}

  /**
   * Images.
   *
   * @param specification as it was asked for
   * @param size height x width x channels
   * @param sha256 of sizes, labels and pixels
   */
  public record Data(String specification, int images, String size, int classes, String sha256) {}

  /** A file with its hash. */
  public record Table(String file, long bytes, String sha256) {
    /** The file as it is now. */
    public static Table of(Path file) {
      byte[] content = TextFile.bytes(file);
      return new Table(file.toString(), content.length, Checksums.sum(content));
    }
  }

  /**
   * What is searched for.
   *
   * @param unit null where it is not known
   * @param wanted {@code less} or {@code more}
   */
  public record Objective(String name, @Nullable String unit, String wanted) {}

  /** The same run when it goes on at {@code time}, with {@code computation}. */
  public Manifest resumed(String time, Computation computation) {
    List<String> times = new ArrayList<>(resumed);
    times.add(time);
    return new Manifest(
        jmodnas,
        command,
        seed,
        Status.running,
        started,
        null,
        seconds,
        times,
        java,
        machine,
        computation,
        data,
        tables,
        objectives,
        confidence);
  }

  /** The same run when it stopped at {@code time}. */
  public Manifest ended(Status how, String time, double taken) {
    return new Manifest(
        jmodnas,
        command,
        seed,
        how,
        started,
        time,
        taken,
        resumed,
        java,
        machine,
        backend,
        data,
        tables,
        objectives,
        confidence);
  }

  /** Writes it into the folder of its run. */
  public void write(RunFolder run) {
    try {
      run.write(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest holds text and numbers only", e);
    }
  }

  /**
   * Reads that of {@code run}.
   *
   * @throws ConfigurationException if it is missing or damaged
   */
  public static Manifest read(RunFolder run) {
    Path file = run.file(FILE);
    try {
      return Objects.requireNonNull(JSON.readValue(TextFile.bytes(file), Manifest.class));
    } catch (IOException
        | ConfigurationException
        | IllegalArgumentException
        | NullPointerException e) {
      throw new ConfigurationException(
          "'%s' is missing or damaged: expected what 'jmodnas search' wrote".formatted(file), e);
    }
  }
}
