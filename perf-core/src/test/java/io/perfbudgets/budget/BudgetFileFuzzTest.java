package io.perfbudgets.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.Mutations;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BudgetFileFuzzTest {
    /** A place, what is wrong and what to do, in one line and in words of our own. */
    private static final Pattern EXPLAINED = Pattern.compile("f:[1-9][0-9]*:[1-9][0-9]*: .+\\. .+");

    private static final byte[] SEED = """
            version: 1
            defaults: { confidence: 99%, onUndecided: fail }
            requests:
              lists:
                match: [GET /api/games, GET /api/clips]
                latency: &slow { p50: 80ms, p95: 200ms }
                queries: 3
              items: { match: "GET /api/*/{id}", latency: *slow, nPlusOne: allow }
            operations:
              db-sync: { method: com.acme.Sync.sync, latency: { max: 500ms } }
            tests: { com.acme.*: { queries: { total: 5, insert: 1 } } }
            sql: { nPlusOne: forbid, fullScans: forbid, allowFullScans: [ { table: t, reason: r, only: whole } ],
                   allowNPlusOne: [ { table: t, statement: "select *", at: A.b, reason: r } ] }
            waivers:
              - { budget: "GET /a latency.p95", until: 2027-01-31, reason: "new index", owner: ann }
            modules: { orders: { requests: { lists: { latency: { p95: 250ms } } } } }
            """.getBytes(UTF_8);
    private static final List<String> TOKENS = List.of(
            "*",
            "&a ",
            "*a",
            "*slow",
            "<<: ",
            "!!int ",
            "? ",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 9\n",
            "\t",
            "\r",
            "\0",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "#",
            "~",
            "null",
            "99999999",
            "-1",
            ".inf",
            "0x7f",
            "1e999ms",
            "p95: ",
            "latency: ",
            "match: ",
            "\\U0010FFFF");

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // against a hang
    void nothingButProblemsWithAPlaceComesOutOfDamagedFiles() {
        int mutations = Mutations.count(5_000);
        Mutations damaged = new Mutations(SEED, TOKENS);
        int accepted = 0;
        for (int i = 0; i < mutations; i++) {
            if (readOrExplain(damaged.next())) {
                accepted++;
            }
        }
        assertThat(accepted).as("mutations that are still valid").isBetween(mutations / 50, mutations / 2);
    }

    private static boolean readOrExplain(byte[] content) {
        Problems problems = new Problems();
        try {
            BudgetFileText.decode(content, "f", problems).ifPresent(text -> {
                Layer layer = BudgetFile.read("f", text, problems).layerOf("orders");
                problems.throwIfAny();
                Consistency.check(layer, problems);
            });
            problems.throwIfAny();
            return true;
        } catch (BudgetFileException refused) {
            for (BudgetFileProblem problem : refused.problems()) {
                String words = problem.toString();
                if (!EXPLAINED.matcher(words).matches() || words.contains("Exception") || words.contains("yaml.")) {
                    throw new AssertionError("'" + problem + "' for:\n" + new String(content, UTF_8), refused);
                }
            }
            return false;
        } catch (RuntimeException | StackOverflowError raw) {
            throw new AssertionError("a raw error for:\n" + new String(content, UTF_8), raw);
        }
    }
}
