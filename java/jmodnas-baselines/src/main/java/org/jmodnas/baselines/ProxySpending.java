package org.jmodnas.baselines;

/** A method that searches by proxies before it asks for evaluations. */
public interface ProxySpending {
  /** What it has looked up so far. */
  ProxyEvaluations proxyEvaluations();

  /**
   * Architectures of which all proxies of a method were looked up.
   *
   * @param total with repetitions
   * @param distinct what has to be computed if values are kept
   */
  record ProxyEvaluations(long total, long distinct) {
    /** Of a method that needs no proxies. */
    public static final ProxyEvaluations NONE = new ProxyEvaluations(0, 0);
  }
}
