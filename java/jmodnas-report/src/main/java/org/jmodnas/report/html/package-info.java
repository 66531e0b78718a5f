/** The report as one HTML page. */
@NullMarked
package org.jmodnas.report.html;

import org.jspecify.annotations.NullMarked;
