/**
 * Networks with weights of their own, as they are trained from scratch. A {@link
 * org.jmodnas.network.Network} says which layers follow each other, {@link
 * org.jmodnas.network.Layers} what they compute.
 */
@NullMarked
package org.jmodnas.network;

import org.jspecify.annotations.NullMarked;
