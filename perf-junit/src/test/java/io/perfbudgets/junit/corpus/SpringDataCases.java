package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;

import io.perfbudgets.junit.corpus.Model.Annotation;
import io.perfbudgets.junit.corpus.Model.Draft;
import io.perfbudgets.junit.corpus.Model.Game;
import io.perfbudgets.junit.corpus.Model.Season;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;

/** Spring Data JPA's derived queries and projections. */
final class SpringDataCases implements AutoCloseable {
    private final EntityManager em = Model.open();
    private final JpaRepositoryFactory factory = new JpaRepositoryFactory(em);
    private final GameRepository games = factory.getRepository(GameRepository.class);
    private final AnnotationRepository annotations = factory.getRepository(AnnotationRepository.class);
    private final DraftRepository drafts = factory.getRepository(DraftRepository.class);
    private final SeasonRepository seasons = factory.getRepository(SeasonRepository.class);

    SpringDataCases() {
        em.getTransaction().begin();
    }

    @Override
    public void close() {
        em.getTransaction().rollback();
        em.close();
    }

    interface Title {
        String getTitle();
    }

    interface TitleAndSeason {
        String getTitle();

        @Value("#{target.season.name}")
        String getSeasonName();
    }

    record TitleOnly(String title) {}

    interface GameRepository extends JpaRepository<Game, Integer> {
        List<Title> findTitlesBy();

        List<TitleAndSeason> findTitlesAndSeasonsBy();

        <T> List<T> findBy(Class<T> type);

        @EntityGraph(attributePaths = "season")
        List<Game> findWithSeasonBy();

        @Query("select g from Game g left join fetch g.annotations")
        List<Game> findWithAnnotations();

        Slice<Game> findSliceBy(Pageable page);
    }

    interface AnnotationRepository extends JpaRepository<Annotation, Integer> {
        List<Annotation> findByGame(Game game);

        long countByGameId(int game);

        boolean existsByGameIdAndKind(int game, String kind);

        Annotation findFirstByGameIdOrderByIdDesc(int game);

        List<Annotation> findByGameIdIn(List<Integer> games);

        Slice<Annotation> findByGameId(int game, Pageable page);
    }

    interface DraftRepository extends JpaRepository<Draft, Integer> {}

    interface SeasonRepository extends JpaRepository<Season, Integer> {}

    @Right(N_PLUS_ONE)
    void derivesAQueryForEachRow() {
        for (Game game : games.findAll()) {
            annotations.findByGame(game);
        }
    }

    @Right(N_PLUS_ONE)
    void countsForEachRow() {
        games.findAll().forEach(game -> annotations.countByGameId(game.id));
    }

    @Right(N_PLUS_ONE)
    void asksWhetherThereIsOneForEachRow() {
        for (Game game : games.findAll()) {
            annotations.existsByGameIdAndKind(game.id, "GOAL");
        }
    }

    @Right(N_PLUS_ONE)
    void asksForTheFirstOfEachRow() {
        for (Game game : games.findAll()) {
            annotations.findFirstByGameIdOrderByIdDesc(game.id);
        }
    }

    @Right(N_PLUS_ONE)
    void asksForAPageOfEachRow() {
        for (Game game : games.findAll()) {
            annotations.findByGameId(game.id, PageRequest.of(0, 2, Sort.by("id")));
        }
    }

    @Right(N_PLUS_ONE)
    void findsByIdInALoop() {
        for (int id = 1; id <= Games.COUNT; id++) {
            seasons.findById(id);
        }
    }

    @Right(N_PLUS_ONE)
    void readsAnOpenProjection() {
        for (TitleAndSeason game : games.findTitlesAndSeasonsBy()) {
            game.getSeasonName();
        }
    }

    @Right(N_PLUS_ONE)
    void savesRowsWhoseKeyIsGiven() {
        drafts.saveAll(IntStream.rangeClosed(1, 5).mapToObj(Draft::new).toList());
    }

    @Right(N_PLUS_ONE)
    void deletesByIdInALoop() {
        for (int id = 1; id <= 5; id++) {
            seasons.deleteById(id);
        }
    }

    @Right(FINE)
    void readsAClosedProjection() {
        for (Title game : games.findTitlesBy()) {
            game.getTitle();
        }
    }

    @Right(FINE)
    void readsARecord() {
        games.findBy(TitleOnly.class);
    }

    @Right(FINE)
    void fetchesByAnEntityGraph() {
        for (Game game : games.findWithSeasonBy()) {
            game.getSeason().getName();
        }
    }

    @Right(FINE)
    void joins() {
        games.findWithAnnotations().forEach(game -> Hibernate.initialize(game.annotations));
    }

    @Right(FINE)
    void findsAllByTheirKeys() {
        seasons.findAllById(List.of(1, 2, 3, 4, 5));
    }

    @Right(FINE)
    void derivesAQueryForChunksOfKeys() {
        for (int from = 1; from < Games.COUNT; from += 3) {
            annotations.findByGameIdIn(List.of(from, from + 1, from + 2));
        }
    }

    @Right(FINE)
    void readsPageByPage() {
        Pageable page = PageRequest.of(0, 3, Sort.by("id"));
        while (page.isPaged()) {
            page = games.findSliceBy(page).nextPageable();
        }
    }
}
