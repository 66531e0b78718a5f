/**
 * NAS-Bench-201 (Dong and Yang, 2020): cells of four nodes and six edges with five operations each,
 * 15,625 in all.
 */
@NullMarked
package org.jmodnas.space.nasbench201;

import org.jspecify.annotations.NullMarked;
