package org.jmodnas.cli.search;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.SearchInputs;
import org.jspecify.annotations.Nullable;

/**
 * What a search is going to do, read and checked.
 *
 * @param options everything that decides its result
 * @param inputs images and metrics
 * @param objectives beside the error
 * @param constraints that fronts keep
 * @param accuracy what fronts are scored by; null for nothing
 * @param notes what a user should know of the tables, a line each
 */
record SearchPlan(
    RunOptions options,
    SearchInputs inputs,
    List<MetricObjective> objectives,
    Constraints constraints,
    @Nullable MetricTable accuracy,
    List<String> notes) {}
