package io.perfbudgets.judge;

/**
 * A test of a binomial share that may be looked at after every value without paying for the looks: a likelihood ratio
 * against a mixture of smaller shares. While the true share is at least the allowed one the ratio is a supermartingale, so
 * the chance that it ever reaches {@code 1 / risk} is at most {@code risk} (Ville 1939, Étude critique de la notion de
 * collectif; Robbins 1970, Statistical Methods Related to the Law of the Iterated Logarithm, Annals of Mathematical
 * Statistics 41:5). It holds for whatever moment the values end at, that of a clock included.
 */
final class AnytimeBinomial {
    /** The smaller shares, as parts of the allowed one: clear cases, usual ones and close ones. */
    private static final double[] PARTS = {0.1, 0.4, 0.7};

    private static final double[] WEIGHTS = {0.1, 0.6, 0.3};

    private AnytimeBinomial() {}

    /** Whether {@code over} of {@code values} are too few for a share of {@code allowed} or more, at that risk. */
    static boolean tooFew(long values, long over, double allowed, double risk) {
        double ratio = 0;
        for (int i = 0; i < PARTS.length; i++) {
            double logarithm = over * Math.log(PARTS[i])
                    + (values - over) * (Math.log1p(-PARTS[i] * allowed) - Math.log1p(-allowed));
            ratio += WEIGHTS[i] * Math.exp(logarithm);
        }
        return ratio >= 1 / risk;
    }

    /** The fewest values of which none is over that are enough. */
    static int fewest(double allowed, double risk) {
        int fewest = 1;
        while (!tooFew(fewest, 0, allowed, risk)) {
            fewest++;
        }
        return fewest;
    }
}
