/**
 * Supernets: one network that holds the weights of every architecture of a space and runs the
 * sampled one.
 */
@NullMarked
package org.jmodnas.supernet;

import org.jspecify.annotations.NullMarked;
