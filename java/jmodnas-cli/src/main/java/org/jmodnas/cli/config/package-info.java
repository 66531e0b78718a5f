/**
 * Configuration by a YAML file: its keys are options of a command, and what a file gives are the
 * options' defaults.
 */
@NullMarked
package org.jmodnas.cli.config;

import org.jspecify.annotations.NullMarked;
