/**
 * Supernets: one network that holds the weights of every architecture of a space and runs the
 * sampled one, or a mixture of all.
 */
@NullMarked
package org.jmodnas.supernet;

import org.jspecify.annotations.NullMarked;
