package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.StatementInformation;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.sql.ValueHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one thread knows of the statements that it has in hand: hashes of the parameters bound so far, and where the rows
 * of the last execution are counted. The last few statements are remembered; of an older one only the distinctness of its
 * values is lost.
 */
final class Executions {
    private static final int REMEMBERED = 16;
    private static final ThreadLocal<Executions> OF_THREAD = ThreadLocal.withInitial(Executions::new);

    private final State[] states = new State[REMEMBERED];
    private int next;
    private State latest = new State();
    private int depth;

    private Executions() {
        Arrays.setAll(states, index -> new State());
    }

    static Executions ofThread() {
        return OF_THREAD.get();
    }

    /** Parameters and rows of one statement. */
    static final class State {
        private @Nullable StatementInformation statement;
        private long[] parameters = new long[0];
        private long batch;
        private int batched;
        private Units.@Nullable RowSink rows;

        void parameter(int index, @Nullable Object value) {
            if (index >= parameters.length) {
                parameters = Arrays.copyOf(parameters, Math.max(index + 1, 8));
            }
            parameters[index] = ValueHash.of(value);
        }

        /** The parameters bound now are a row of a batch. */
        void addToBatch() {
            batch = ValueHash.of(batch, values());
            batched++;
        }

        long values() {
            long hash = 0;
            for (long parameter : parameters) {
                hash = ValueHash.of(hash, parameter);
            }
            return hash;
        }

        long takeBatch() {
            long hash = batch;
            batch = 0;
            return hash;
        }

        int takeBatched() {
            int rowsOfValues = batched;
            batched = 0;
            return rowsOfValues;
        }

        void rows(Units.RowSink sink) {
            rows = sink;
        }

        void addRow() {
            if (rows != null) {
                rows.add(1);
            }
        }
    }

    State of(StatementInformation statement) {
        if (latest.statement == statement) {
            return latest;
        }
        for (State state : states) {
            if (state.statement == statement) {
                latest = state;
                return state;
            }
        }
        State fresh = new State();
        fresh.statement = statement;
        states[next] = fresh;
        next = (next + 1) % REMEMBERED;
        latest = fresh;
        return fresh;
    }

    void forget(StatementInformation statement) {
        for (State state : states) {
            if (state.statement == statement) {
                state.statement = null;
            }
        }
    }

    void enter() {
        depth++;
    }

    /** Whether the execution that ends now is the outermost, and so the one that counts. */
    boolean leave() {
        return --depth == 0;
    }
}
