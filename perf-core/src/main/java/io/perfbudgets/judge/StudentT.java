package io.perfbudgets.judge;

/** Student's t distribution with an odd number of degrees of freedom (Abramowitz and Stegun 1964, 26.7.3). */
public final class StudentT {
    private StudentT() {}

    /** P(T &gt;= t). */
    public static double atLeast(double t, int degrees) {
        if (degrees % 2 == 0) {
            throw new IllegalArgumentException("Odd degrees of freedom only, not " + degrees);
        }
        double angle = Math.atan(t / Math.sqrt(degrees));
        double cosine = Math.cos(angle);
        double term = cosine;
        double sum = 0;
        for (int i = 1; i <= degrees - 2; i += 2) {
            sum += term;
            term *= cosine * cosine * (i + 1) / (i + 2);
        }
        return 0.5 - (angle + Math.sin(angle) * sum) / Math.PI;
    }

    /** The t that is reached with no more than that chance, at most 0.5. */
    public static double critical(double chance, int degrees) {
        double low = 0;
        double high = 1;
        while (atLeast(high, degrees) > chance && high < 1e6) {
            high *= 2;
        }
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (atLeast(middle, degrees) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
