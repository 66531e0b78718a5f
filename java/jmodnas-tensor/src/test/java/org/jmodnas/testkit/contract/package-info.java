/**
 * What every backend promises, as abstract tests: operations with their gradients, each kernel
 * family against plain references in double precision, and streams over one memory. A backend
 * extends them and says how it is opened.
 */
@NullMarked
package org.jmodnas.testkit.contract;

import org.jspecify.annotations.NullMarked;
