package io.perfbudgets.probe.load;

import java.util.List;

/**
 * Takes kinds of requests in turn, each as often as its weight says and spread evenly: of weights 5 and 1 the second is
 * every sixth. The same each time. Not thread-safe.
 */
final class Mix {
    private final int[] weights;
    private final long[] credit;
    private final int total;

    Mix(List<Integer> weights) {
        this.weights = weights.stream().mapToInt(Integer::intValue).toArray();
        this.credit = new long[this.weights.length];
        this.total = weights.stream().mapToInt(Integer::intValue).sum();
    }

    /** The index of the next one. */
    int next() {
        int best = 0;
        for (int i = 0; i < weights.length; i++) {
            credit[i] += weights[i];
            if (credit[i] > credit[best]) {
                best = i;
            }
        }
        credit[best] -= total;
        return best;
    }
}
