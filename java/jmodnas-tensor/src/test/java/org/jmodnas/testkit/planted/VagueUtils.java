package org.jmodnas.testkit.planted;

/** Says nothing of what it is. */
public final class VagueUtils {}
