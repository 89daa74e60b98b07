package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;

import io.perfbudgets.junit.NoNPlusOne;
import io.perfbudgets.junit.Perf;
import io.perfbudgets.junit.corpus.Model.EagerGame;
import io.perfbudgets.junit.corpus.Model.Season;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real tests, run by themselves, that loop: what they repeat is not the application's doing. */
@NoNPlusOne
class OwnLoopCases {
    private final Service service = new Service();

    /** Stands for the application. */
    static final class Service {
        int name(int season) {
            try (EntityManager em = Model.open()) {
                return em.find(Season.class, season).getName().length();
            }
        }

        void names() {
            for (int season = 1; season <= 4; season++) {
                name(season);
            }
        }

        int games() {
            try (EntityManager em = Model.open()) {
                return em.createQuery("from EagerGame", EagerGame.class)
                        .getResultList()
                        .size();
            }
        }
    }

    @Test
    @Right(FINE)
    void callsAServiceInALoop() {
        for (int season = 1; season <= 5; season++) {
            service.name(season);
        }
    }

    @Test
    @Right(FINE)
    void callsAServiceForEachOfAStream() {
        IntStream.rangeClosed(1, 5).forEach(service::name);
    }

    @Test
    @Right(FINE)
    void queriesInALoopItself() throws SQLException {
        try (Connection connection = Games.DATA.getConnection()) {
            for (int game = 1; game <= 5; game++) {
                Games.ids(connection, "select id from annotations where game_id = ?", game);
            }
        }
    }

    @Test
    @Right(FINE)
    void loopsWithinAnOperation() throws Exception {
        Perf.measure("names", () -> {
            for (int season = 1; season <= 5; season++) {
                service.name(season);
            }
        });
    }

    @Test
    @Right(N_PLUS_ONE)
    void callsAServiceThatLoops() {
        service.names();
    }

    @Test
    @Right(N_PLUS_ONE)
    void callsAServiceThatLoopsInALoop() {
        for (int i = 0; i < 3; i++) {
            service.names();
        }
    }

    @Test
    @Right(N_PLUS_ONE)
    void callsAServiceWhoseFrameworkLoopsInALoop() {
        for (int i = 0; i < 3; i++) {
            service.games();
        }
    }
}
