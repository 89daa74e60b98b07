package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;
import static io.perfbudgets.junit.corpus.Answer.RUN_ONCE;

import io.perfbudgets.junit.corpus.Model.Annotation;
import io.perfbudgets.junit.corpus.Model.BatchedGame;
import io.perfbudgets.junit.corpus.Model.CachedGame;
import io.perfbudgets.junit.corpus.Model.CachedSeason;
import io.perfbudgets.junit.corpus.Model.Category;
import io.perfbudgets.junit.corpus.Model.DetailedGame;
import io.perfbudgets.junit.corpus.Model.Draft;
import io.perfbudgets.junit.corpus.Model.EagerGame;
import io.perfbudgets.junit.corpus.Model.Game;
import io.perfbudgets.junit.corpus.Model.Medium;
import io.perfbudgets.junit.corpus.Model.Season;
import io.perfbudgets.junit.corpus.Model.SubselectGame;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;

/** Hibernate's associations, lazy and eager, and the ways to fetch them together. */
final class HibernateCases implements AutoCloseable {
    private final EntityManager em = Model.open();
    private int read;

    HibernateCases() {
        Model.emptyCaches();
    }

    @Override
    public void close() {
        em.close();
    }

    private <T> List<T> all(Class<T> type) {
        return em.createQuery("from " + type.getSimpleName() + " order by id", type)
                .getResultList();
    }

    // To one

    @Right(N_PLUS_ONE)
    void touchesALazyToOne() {
        for (Game game : all(Game.class)) {
            read += game.getSeason().getName().length();
        }
    }

    @Right(N_PLUS_ONE)
    void touchesALazyToOneInAStream() {
        read = all(Game.class).stream()
                .mapToInt(game -> game.getSeason().getName().length())
                .sum();
    }

    /** Which line meets the proxy first depends on the row. */
    @Right(N_PLUS_ONE)
    void touchesALazyToOneInEitherOfTwoLines() {
        for (Game game : all(Game.class).subList(0, 4)) {
            if (game.id % 2 == 0) {
                read += game.getSeason().getName().length();
            }
            read += game.getSeason().getName().length();
        }
    }

    @Right(N_PLUS_ONE)
    void initializesProxies() {
        for (Game game : all(Game.class)) {
            Hibernate.initialize(game.season);
        }
    }

    @Right(N_PLUS_ONE)
    void selectsAnEagerToOneForEachRow() {
        all(EagerGame.class);
    }

    @Right(N_PLUS_ONE)
    void looksForAOneToOneOnTheOtherSide() {
        all(DetailedGame.class);
    }

    @Right(N_PLUS_ONE)
    void touchesALazyToOneOfAHierarchy() {
        for (Game game : all(Game.class)) {
            read += game.medium.url().length();
        }
    }

    @Right(N_PLUS_ONE)
    void findsByKeyInALoop() {
        for (int id = 1; id <= Games.COUNT; id++) {
            em.find(Season.class, id);
        }
    }

    @Right(N_PLUS_ONE)
    void followsReferences() {
        for (int id = 1; id <= Games.COUNT; id++) {
            read += em.getReference(Season.class, id).getName().length();
        }
    }

    @Right(N_PLUS_ONE)
    void missesTheSecondLevelCacheForEachRow() {
        for (CachedGame game : all(CachedGame.class)) {
            read += game.season.name.length()
                    + Hibernate.unproxy(game.season, CachedSeason.class).name.length();
        }
    }

    @Right(N_PLUS_ONE)
    void missesTheSecondLevelCacheForSomeRows() {
        try (EntityManager before = Model.open()) {
            before.find(CachedSeason.class, 1);
            before.find(CachedSeason.class, 3);
        }
        touchCachedSeasons();
    }

    @Right(N_PLUS_ONE)
    void mergesDetachedRowsOneByOne() {
        em.getTransaction().begin();
        for (int id = 1; id <= 5; id++) {
            em.merge(new Draft(id));
        }
        em.getTransaction().rollback();
    }

    @Right(N_PLUS_ONE)
    void refreshesEachRow() {
        for (Season season : all(Season.class)) {
            em.refresh(season);
        }
    }

    /** In a session of its own: to one that is older than the cached row, the row is not there. */
    private static void touchCachedSeasons() {
        try (EntityManager em = Model.open()) {
            for (CachedGame game :
                    em.createQuery("from CachedGame", CachedGame.class).getResultList()) {
                Hibernate.initialize(game.season);
            }
        }
    }

    // To many

    @Right(N_PLUS_ONE)
    void touchesALazyToMany() {
        for (Game game : all(Game.class)) {
            read += game.annotations.size();
        }
    }

    @Right(N_PLUS_ONE)
    void touchesALazyElementCollection() {
        for (Game game : all(Game.class)) {
            read += game.tags.size();
        }
    }

    @Right(N_PLUS_ONE)
    void touchesAToOneOfEveryElementOfAToMany() {
        em.createQuery("select g from Game g left join fetch g.annotations", Game.class)
                .getResultList()
                .forEach(game -> game.annotations.forEach(annotation -> Hibernate.initialize(annotation.author)));
    }

    @Right(N_PLUS_ONE)
    void climbsATree() {
        climb(em.find(Category.class, 1));
    }

    private void climb(Category category) {
        category.children.forEach(this::climb);
    }

    @Right(N_PLUS_ONE)
    void queriesForEachRow() {
        for (Game game : all(Game.class)) {
            em.createQuery("from Annotation where game = :game", Annotation.class)
                    .setParameter("game", game)
                    .getResultList();
        }
    }

    @Right(N_PLUS_ONE)
    void countsForEachRow() {
        for (Game game : all(Game.class)) {
            em.createQuery("select count(*) from Annotation where game = :game", Long.class)
                    .setParameter("game", game)
                    .getSingleResult();
        }
    }

    @Right(N_PLUS_ONE)
    void asksForTheLatestOfEachRow() {
        for (Game game : all(Game.class)) {
            em.createQuery("from Annotation where game = :game order by id desc", Annotation.class)
                    .setParameter("game", game)
                    .setMaxResults(1)
                    .getResultList();
        }
    }

    @Right(N_PLUS_ONE)
    void asksForAPageOfEachRow() {
        for (Game game : all(Game.class)) {
            em.createQuery("from Annotation where game = :game order by id", Annotation.class)
                    .setParameter("game", game)
                    .setFirstResult(1)
                    .setMaxResults(2)
                    .getResultList();
        }
    }

    @Right(N_PLUS_ONE)
    void filtersByAListForEachRow() {
        for (Game game : all(Game.class)) {
            em.createQuery("from Annotation where game = :game and kind in :kinds", Annotation.class)
                    .setParameter("game", game)
                    .setParameter("kinds", List.of("GOAL", "CARD"))
                    .getResultList();
        }
    }

    @Right(N_PLUS_ONE)
    void queriesByNativeSqlForEachRow() {
        for (Game game : all(Game.class)) {
            em.createNativeQuery("select tag from tags where game_id = ?1")
                    .setParameter(1, game.id)
                    .getResultList();
        }
    }

    // Fetched together

    @Right(FINE)
    void joinsAToOne() {
        for (Game game : em.createQuery("select g from Game g join fetch g.season", Game.class)
                .getResultList()) {
            read += game.getSeason().getName().length();
        }
    }

    @Right(FINE)
    void joinsAToMany() {
        for (Game game : em.createQuery("select distinct g from Game g left join fetch g.annotations", Game.class)
                .getResultList()) {
            read += game.annotations.size();
        }
    }

    @Right(FINE)
    void fetchesByAnEntityGraph() {
        EntityGraph<Game> graph = em.createEntityGraph(Game.class);
        graph.addAttributeNodes("annotations", "season");
        for (Game game : em.createQuery("from Game", Game.class)
                .setHint("jakarta.persistence.fetchgraph", graph)
                .getResultList()) {
            read += game.annotations.size() + game.getSeason().getName().length();
        }
    }

    @Right(FINE)
    void fetchesAToOneInBatches() {
        for (BatchedGame game : all(BatchedGame.class)) {
            Hibernate.initialize(game.season);
        }
    }

    @Right(FINE)
    void fetchesAnElementCollectionInBatches() {
        for (BatchedGame game : all(BatchedGame.class)) {
            read += game.tags.size();
        }
    }

    @Right(FINE)
    void fetchesAnElementCollectionBySubselect() {
        for (SubselectGame game : all(SubselectGame.class)) {
            read += game.tags.size();
        }
    }

    @Right(FINE)
    void fetchesBySubselectPageByPage() {
        for (int season = 1; season <= 5; season++) {
            em.createQuery("from SubselectGame where id >= :from and id < :to", SubselectGame.class)
                    .setParameter("from", 2 * season - 1)
                    .setParameter("to", 2 * season + 1)
                    .getResultList()
                    .forEach(game -> read += game.tags.size());
        }
    }

    @Right(FINE)
    void findsSeveralByTheirKeys() {
        em.unwrap(Session.class)
                .byMultipleIds(Season.class)
                .withBatchSize(3)
                .multiLoad(IntStream.rangeClosed(1, Games.COUNT).boxed().toList());
    }

    @Right(FINE)
    void projectsWhatItNeeds() {
        em.createQuery("select g.title, s.name from Game g join g.season s", Object[].class)
                .getResultList();
    }

    @Right(FINE)
    void queriesAHierarchy() {
        for (Medium medium : all(Medium.class)) {
            read += medium.url().length();
        }
    }

    @Right(FINE)
    void countsInOneQuery() {
        em.createQuery("select a.game.id, count(a) from Annotation a group by a.game.id", Object[].class)
                .getResultList();
    }

    @Right(FINE)
    void leavesLazyAssociationsAlone() {
        for (Game game : all(Game.class)) {
            read += game.title.length();
        }
    }

    // Cached

    @Right(FINE)
    void hitsTheSecondLevelCache() {
        try (EntityManager before = Model.open()) {
            before.createQuery("from CachedSeason", CachedSeason.class).getResultList();
        }
        touchCachedSeasons();
    }

    @Right(FINE)
    void hitsTheQueryCache() {
        for (int i = 0; i < 5; i++) {
            em.createQuery("from CachedSeason", CachedSeason.class)
                    .setHint(HibernateHints.HINT_CACHEABLE, true)
                    .getResultList();
        }
    }

    @Right(FINE)
    void hitsTheFirstLevelCache() {
        for (int i = 0; i < 5; i++) {
            em.find(Season.class, 7);
        }
    }

    @Right(RUN_ONCE)
    void queriesTheSameAgain() {
        for (int i = 0; i < 5; i++) {
            all(Season.class);
        }
    }

    // Deliberate parts

    @Right(FINE)
    void readsPageByPage() {
        for (int first = 0; first < Games.COUNT; first += 3) {
            em.createQuery("from Game order by id", Game.class)
                    .setFirstResult(first)
                    .setMaxResults(3)
                    .getResultList();
        }
    }

    @Right(FINE)
    void readsOnFromTheLastKey() {
        int last = 0;
        List<Game> page;
        do {
            page = em.createQuery("from Game where id > :last order by id", Game.class)
                    .setParameter("last", last)
                    .setMaxResults(3)
                    .getResultList();
            last = page.isEmpty() ? last : page.get(page.size() - 1).id;
        } while (!page.isEmpty());
    }

    @Right(FINE)
    void readsInChunksOfKeys() {
        for (int from = 1; from <= 8; from += 2) {
            em.createQuery("from Annotation where game.id in :games", Annotation.class)
                    .setParameter("games", List.of(from, from + 1))
                    .getResultList();
        }
    }

    @Right(FINE)
    void persistsInABatch() {
        em.getTransaction().begin();
        em.unwrap(Session.class).setJdbcBatchSize(10);
        for (int id = 1; id <= 5; id++) {
            em.persist(new Draft(id));
        }
        em.flush();
        em.getTransaction().rollback();
    }

    @Right(FINE)
    void findsThreeInThreeLines() {
        em.find(Season.class, 1);
        em.find(Season.class, 2);
        em.find(Season.class, 3);
    }
}
