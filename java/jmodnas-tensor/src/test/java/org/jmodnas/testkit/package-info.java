/** What the tests of every module share: golden values, gradient checks, real data. */
@NullMarked
package org.jmodnas.testkit;

import org.jspecify.annotations.NullMarked;
