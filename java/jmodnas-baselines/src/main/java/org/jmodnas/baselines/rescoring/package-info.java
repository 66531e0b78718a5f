/**
 * What methods have in common that search by proxies alone and have what they found evaluated
 * afterwards.
 */
@NullMarked
package org.jmodnas.baselines.rescoring;

import org.jspecify.annotations.NullMarked;
