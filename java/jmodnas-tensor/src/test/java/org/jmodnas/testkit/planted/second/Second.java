package org.jmodnas.testkit.planted.second;

import org.jmodnas.testkit.planted.first.First;

/** The other half. */
public interface Second {
  First first();
}
