package org.jmodnas.cuda;

/** Names of the latest calls queued on a stream, for the message about a fault among them. */
final class RecentWork {
  private static final int REMEMBERED = 8;

  private final String[] names = new String[REMEMBERED];
  private int count;

  synchronized void add(String name) {
    names[count % REMEMBERED] = name;
    count++;
  }

  /** The names, latest first. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = count - 1; i >= Math.max(0, count - REMEMBERED); i--) {
      text.append(text.isEmpty() ? "" : ", ").append(names[i % REMEMBERED]);
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }
}
