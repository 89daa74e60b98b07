package io.perfbudgets.junit.memory;

import io.perfbudgets.budget.Budget;

/**
 * A budget on the heap, or on the threads, of one test.
 *
 * @param budget what may be retained, alive at once, added or left running by each iteration
 * @param iterations over how many it is watched for growth; 0 for a default
 * @param nanos for how long it is watched for growth, nanoseconds; 0 for a default
 */
public record HeapBudget(Budget budget, long iterations, long nanos) {}
