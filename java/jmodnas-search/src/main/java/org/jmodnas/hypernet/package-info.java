/** The meta-hypernetwork: from a preference and a device to architecture parameters. */
@NullMarked
package org.jmodnas.hypernet;

import org.jspecify.annotations.NullMarked;
