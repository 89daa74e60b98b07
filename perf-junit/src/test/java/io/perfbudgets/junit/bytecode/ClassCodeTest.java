package io.perfbudgets.junit.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassCodeTest {

    @ParameterizedTest
    @CsvSource({
        "forEach, true",
        "whileTrue, true",
        "doWhile, true",
        "continueInSwitch, true",
        "afterALoop, false",
        "branches, false",
        "inALambda, false"
    })
    void knowsWhetherACallIsInALoop(String method, boolean looping) {
        Calls calls = new Calls();
        switch (method) {
            case "forEach" -> calls.forEach();
            case "whileTrue" -> calls.whileTrue();
            case "doWhile" -> calls.doWhile();
            case "continueInSwitch" -> calls.continueInSwitch();
            case "afterALoop" -> calls.afterALoop();
            case "branches" -> calls.branches(2);
            default -> calls.inALambda();
        }
        assertThat(calls.loops).isEqualTo(looping);
    }

    @ParameterizedTest
    @CsvSource({"forEach", "branches"})
    void knowsTheFirstLineOfAMethod(String method) {
        assertThat(ClassCode.of(Calls.class).firstLineOf(method)).isPositive();
        assertThat(ClassCode.of(Calls.class).firstLineOf("none")).isZero();
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // the old form compiles to jumps backwards
    static final class Calls {
        private boolean loops;

        /** Looks at the frame that calls it. */
        private void here() {
            StackWalker.StackFrame caller = StackWalker.getInstance()
                    .walk(frames -> frames.skip(1).findFirst().orElseThrow());
            loops = ClassCode.of(Calls.class)
                            .loopAt(caller.getMethodName(), caller.getDescriptor(), caller.getByteCodeIndex())
                    >= 0;
        }

        void forEach() {
            for (String each : List.of("a", "b")) {
                if (!each.isEmpty()) {
                    here();
                }
            }
        }

        void whileTrue() {
            int round = 0;
            while (true) {
                here();
                if (++round > 2) {
                    return;
                }
            }
        }

        void doWhile() {
            long round = 0;
            do {
                here();
                round += 1_000_000_000_000L;
            } while (round < 3);
        }

        void continueInSwitch() {
            for (int i = 0; i < 9; i++) {
                switch (i) {
                    case 1, 2, 3, 4:
                        continue;
                    case 100:
                        here();
                        break;
                    default:
                        here();
                }
            }
        }

        void afterALoop() {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += i;
            }
            if (sum == 3) {
                here();
            }
        }

        void branches(int value) {
            switch (value) {
                case 1 -> throw new IllegalStateException();
                case 2 -> here();
                default -> {}
            }
        }

        void inALambda() {
            Stream.of(1, 2).forEach(each -> here());
        }
    }
}
