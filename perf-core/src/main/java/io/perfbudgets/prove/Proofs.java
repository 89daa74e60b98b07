package io.perfbudgets.prove;

import io.perfbudgets.gate.GateReport;
import java.util.List;

/**
 * What a sabotaged run shows of the budgets of a module. Immutable.
 *
 * @param name the module's artifactId
 * @param all of them, the gravest first
 */
public record Proofs(String name, List<Proof> all) {
    public Proofs {
        all = all.stream().sorted(Proof.ORDER).toList();
    }

    /**
     * What was found shows.
     *
     * @param partial whether only some of the tests took part on purpose
     */
    public static Proofs of(GateReport sabotaged, boolean partial) {
        return new Proofs(
                sabotaged.name(),
                sabotaged.findings().stream()
                        .map(finding -> Proof.of(finding, partial))
                        .toList());
    }

    /** Those that show the same. */
    public List<Proof> of(Proof.State state) {
        return all.stream().filter(proof -> proof.state() == state).toList();
    }
}
