package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AccessHistoryTest {
  private final AccessHistory history = new AccessHistory();
  private final FakeQueue a = new FakeQueue("a");
  private final FakeQueue b = new FakeQueue("b");
  private final FakeQueue c = new FakeQueue("c");

  @Test
  void freshMemoryIsFree() {
    history.awaitRead(a);
    history.awaitWrite(a);
    assertThat(a.waits()).isEmpty();
    assertThat(history.isFreeFor(a)).isTrue();
  }

  @Test
  void aReaderWaitsForTheWriterOnly() {
    history.noteWrite(a, 3);
    history.awaitRead(b);
    assertThat(b.waits()).containsExactly("a 3");
    history.noteRead(b, 8);
    history.awaitRead(c);
    assertThat(c.waits()).containsExactly("a 3");
  }

  @Test
  void aWriterWaitsForTheWriterAndTheLatestReadOfEachQueue() {
    history.noteWrite(a, 3);
    history.noteRead(b, 8);
    history.noteRead(b, 9);
    history.noteRead(c, 2);
    history.awaitWrite(a);
    assertThat(a.waits()).containsExactly("b 9", "c 2");
    history.noteWrite(a, 4);
    history.awaitWrite(b);
    assertThat(b.waits()).containsExactly("a 4");
  }

  @Test
  void aQueueDoesNotWaitForItselfNorForWhatIsDone() {
    history.noteWrite(a, 3);
    history.noteRead(a, 4);
    history.awaitWrite(a);
    assertThat(a.waits()).isEmpty();
    assertThat(history.isFreeFor(a)).isTrue();
    assertThat(history.isFreeFor(b)).isFalse();
    a.finish(3);
    history.awaitRead(b);
    assertThat(b.waits()).isEmpty();
    history.awaitWrite(b);
    assertThat(b.waits()).containsExactly("a 4");
    a.finish(4);
    assertThat(history.isFreeFor(b)).isTrue();
  }
}
