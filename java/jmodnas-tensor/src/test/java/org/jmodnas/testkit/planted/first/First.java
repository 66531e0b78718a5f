package org.jmodnas.testkit.planted.first;

import org.jmodnas.testkit.planted.second.Second;

/** One half of a cycle of packages, in a package without documentation. */
public record First(Second second) {}
