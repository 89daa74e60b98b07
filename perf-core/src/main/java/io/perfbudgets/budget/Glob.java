package io.perfbudgets.budget;

import java.util.List;
import java.util.function.BiPredicate;

/** Matching with wildcards in time proportional to pattern times text, whatever the pattern. */
final class Glob {
    private Glob() {}

    /** Whether {@code text} is {@code pattern}, in which {@code *} stands for any characters, none included. */
    static boolean matches(String pattern, String text) {
        return matches(characters(pattern), '*', characters(text), Character::equals);
    }

    private static List<Character> characters(String text) {
        return text.chars().mapToObj(c -> (char) c).toList();
    }

    /**
     * Whether {@code text} is {@code pattern}, in which {@code any} stands for any number of elements. A mismatch goes
     * back to the last wildcard only: what an earlier one could take instead, the last one can take as well.
     */
    static <T> boolean matches(List<T> pattern, T any, List<T> text, BiPredicate<T, T> one) {
        int p = 0;
        int wildcard = -1;
        int resume = 0;
        for (int t = 0; t < text.size(); ) {
            if (p < pattern.size() && pattern.get(p).equals(any)) {
                wildcard = p++;
                resume = t;
            } else if (p < pattern.size() && one.test(pattern.get(p), text.get(t))) {
                p++;
                t++;
            } else if (wildcard >= 0) {
                p = wildcard + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.size() && pattern.get(p).equals(any)) {
            p++;
        }
        return p == pattern.size();
    }
}
