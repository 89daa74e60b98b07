package io.perfbudgets.example.game;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface GameRepository extends JpaRepository<Game, Long> {

    List<Game> findAllByOrderByPlayedOnDescIdDesc();

    @Query("""
            select new io.perfbudgets.example.game.GameSummary(
                g.id, g.title, g.venue, g.playedOn, g.status,
                count(a), count(case when a.kind = 'GOAL' then 1 end))
            from Game g left join g.annotations a
            group by g.id
            order by g.playedOn desc, g.id desc
            """)
    List<GameSummary> summarize();

    @EntityGraph(attributePaths = "annotations")
    Optional<Game> findWithAnnotationsById(Long id);

    /** The schema deletes what belongs to the game. */
    @Modifying
    @Query(value = "delete from games where id = :id", nativeQuery = true)
    int remove(Long id);
}
