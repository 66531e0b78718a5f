/**
 * What a report says beyond the files: fronts of devices with their knees, what a better metric
 * costs, how probabilities follow the preference, which devices held the search back.
 */
@NullMarked
package org.jmodnas.report.analysis;

import org.jspecify.annotations.NullMarked;
