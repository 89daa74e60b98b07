package io.perfbudgets.judge;

/** Exact tails of the binomial distribution. */
final class Binomial {
    private Binomial() {}

    /** P(X &lt;= k) for X successes among n with chance p each. */
    static double atMost(long n, long k, double p) {
        if (k < 0) {
            return 0;
        }
        if (k >= n) {
            return 1;
        }
        return k < n * p ? sum(n, k, p, -1) : 1 - sum(n, k + 1, p, 1);
    }

    /** P(X &gt;= k) for X successes among n with chance p each. */
    static double atLeast(long n, long k, double p) {
        if (k <= 0) {
            return 1;
        }
        if (k > n) {
            return 0;
        }
        return k > n * p ? sum(n, k, p, 1) : 1 - sum(n, k - 1, p, -1);
    }

    /** Adds up the probabilities from k away from the mean, where they fall geometrically or faster. */
    private static double sum(long n, long k, double p, int step) {
        double odds = p / (1 - p);
        double term = Math.exp(
                logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
        double sum = 0;
        for (long i = k; i >= 0 && i <= n && term > sum * 1e-16; i += step) {
            sum += term;
            term *= step > 0 ? odds * (n - i) / (i + 1) : i / (odds * (n - i + 1));
        }
        return Math.min(1, sum);
    }

    /** Stirling's series, exact to 1e-13 from 16 on; smaller ones are multiplied out. */
    private static double logFactorial(long n) {
        if (n < 16) {
            double product = 1;
            for (long i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return n * Math.log((double) n)
                - n
                + 0.5 * Math.log(2 * Math.PI * n)
                + inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    }
}
