package io.perfbudgets.example.clip;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ClipRepository extends JpaRepository<Clip, Long> {

    List<Clip> findAllByOrderById(Pageable page);

    @EntityGraph(attributePaths = {"game", "project"})
    List<Clip> findAllWithGameAndProjectByOrderById(Pageable page);

    @EntityGraph(attributePaths = {"game", "project"})
    Optional<Clip> findWithGameAndProjectById(Long id);

    /** The schema deletes what belongs to the clip. */
    @Modifying
    @Query(value = "delete from clips where id = :id", nativeQuery = true)
    int remove(Long id);
}
